"""Runs that are removed by somebody while somebody else reads them."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import event
from sqlalchemy.engine import Engine

import compliance
from compliance import KeptRun


@contextmanager
def removed_while_reading(place: str | Path) -> Iterator[list[KeptRun]]:
    """Remove all runs but the last as soon as contents are read; yields what was removed."""
    removed: list[KeptRun] = []
    begun: list[bool] = []

    def on_statement(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        if not begun and "contents.content" in statement:
            begun.append(True)
            removed.extend(compliance.prune_runs(place, keep=1))

    event.listen(Engine, "before_cursor_execute", on_statement)
    try:
        yield removed
    finally:
        event.remove(Engine, "before_cursor_execute", on_statement)
