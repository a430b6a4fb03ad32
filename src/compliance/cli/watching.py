"""`compliance watch`: waiting for files to change, and a line for each finding that came or went."""

import time
from collections.abc import Iterable, Iterator
from typing import Final

from compliance.actions.errors import ActionError
from compliance.actions.look import Told
from compliance.actions.watch import Changes, Watch
from compliance.cli.streams import complain, write_out
from compliance.locale import Translator
from compliance.model.location import Location
from compliance.model.text import Message
from compliance.report.labels import weight
from compliance.report.sanitise import one_line

_STEP: Final = 40
"""Milliseconds without a further change after which those that came are told together."""
_LONGEST: Final = 400
_LOOK_ANYWAY: Final = 2_000
"""Milliseconds after which files are compared though nobody told of a change, as on a disk of another computer."""


def watch(bench: Watch, words: Translator) -> int:
    """Say what is found, then what changes, until the user interrupts; returns the exit status if nobody listens."""
    is_first, told = True, tuple[tuple[Location | None, Message], ...]()
    for _ in _moments(bench, words):
        try:
            changes = bench.refresh()
        except ActionError as error:
            if is_first:
                raise
            faults = error.faults  # because settings are half written while somebody writes them
            for where, message in faults if faults != told else ():
                complain(f"compliance: {f'{where}: ' if where else ''}{words.message(message)}")
            told = faults
            continue
        told = ()
        if changes is not None and (is_first or changes.new or changes.gone):
            status = write_out(_text(changes, words), words)
            if status:
                return status
        is_first = False
    return 0


def _moments(bench: Watch, words: Translator) -> Iterator[None]:
    """Yield at once, then whenever something may have changed."""
    from watchfiles import watch as changes_in

    yield
    write_out(words("watching; end with Ctrl-C") + "\n", words)
    is_polling: bool | None = None
    while True:
        folders = bench.folders()
        yield  # because something may have changed before the folders are watched
        try:
            for _ in changes_in(
                *sorted(folders),
                watch_filter=None,
                debounce=_LONGEST,
                step=_STEP,
                rust_timeout=_LOOK_ANYWAY,
                yield_on_timeout=True,
                force_polling=is_polling,
                recursive=False,
            ):
                yield
                if bench.folders() != folders:
                    break
        except OSError:  # because a folder may be gone, or the system may give no more watches: then files are polled
            time.sleep(_STEP / 1000)
            is_polling = True


def _text(changes: Changes, words: Translator) -> str:
    count = words(
        "findings: {findings}; could not be judged: {unjudged}; documents and records: {files}",
        findings=changes.findings,
        unjudged=changes.unjudged,
        files=changes.files,
    )
    lines = (*_each("+", changes.new, words), *_each("-", changes.gone, words), count)
    return "".join(f"{line}\n" for line in lines)


def _each(sign: str, told: Iterable[Told], words: Translator) -> Iterator[str]:
    for each in told:
        said = words.message(each.message)
        kind = weight(each.finding, words) if each.finding else words("not judged")
        yield one_line(" ".join(filter(None, (sign, str(each.at), kind, each.rule, said))))
