"""A progress bar on standard error, where that is a terminal."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from compliance.actions.progress import OnProgress, Progress
from compliance.model.text import Message


@contextmanager
def progress_bar(title: str, *, is_shown: bool, said: Callable[[Message], str] = str) -> Iterator[OnProgress | None]:
    """Yield a function that shows the progress of an action; None if nobody would see it.

    `said` puts into words what an action waits for.
    """
    if not (is_shown and sys.stderr.isatty()):
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
    from rich.progress import Progress as Bar

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(title, total=None)

        def advance(progress: Progress) -> None:
            if progress.waiting is not None:
                bar.update(task, description=said(progress.waiting))
                return
            text = f"{title} {progress.name[:40]}"
            bar.update(task, total=progress.total or None, completed=progress.done, description=text)

        yield advance
