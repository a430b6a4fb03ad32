"""Who saw and did what, when, from where, with what result: one JSON object a line."""

import json
import logging
import re
import sys
from collections import deque
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from threading import Lock
from typing import Any, Final, TypeAlias

from compliance.actions.errors import NotWritten
from compliance.actions.program_keys import PREFIX
from compliance.model.system_errors import not_written
from compliance.model.text import Message
from compliance.report.sanitise import encodable

LOGGER: Final = logging.getLogger("compliance.server")
LOG: Final = "compliance.log"
"""The key of a request's scope under which the log stands that the request is written to."""
_LONGEST: Final = 500
_SHOWN: Final = 1_000
_KEY: Final = re.compile(rf"{PREFIX}[A-Za-z0-9_-]+")

Value: TypeAlias = str | int | Message | None


class AccessLog:
    """Written to a file, which is opened for each entry so that it may be moved away, or to standard error for None.

    Values of queries, bodies, cookies and header fields are never written. Control characters are escaped, so that
    nobody can write a line of their own. The last entries are kept in memory for the page that shows them.
    """

    def __init__(self, file: Path | None = None) -> None:
        """Prepare the log; raises `NotWritten` if the file cannot be written."""
        self._file = file
        self._lock = Lock()
        self._last: deque[dict[str, Any]] = deque(maxlen=_SHOWN)
        if file is not None:
            try:
                file.touch(mode=0o640)
                self._append("")
            except OSError as error:
                raise NotWritten(not_written(str(file), error)) from error

    def write(self, event: str, **members: Value) -> None:
        """Write one entry. `members` hold no secret; a long text is cut, a sentence is written in English."""
        at = datetime.now(UTC).isoformat(timespec="milliseconds")
        told = {name: _short(value) if isinstance(value, str) else value for name, value in members.items()}
        entry: dict[str, Any] = {"at": at, "event": event, **told}
        line = encodable(json.dumps({name: _short(value) for name, value in entry.items()}, ensure_ascii=False))
        with self._lock:
            self._last.append(entry)
            try:
                self._append(f"{line}\n")
            except (OSError, ValueError) as error:  # because a full disk ends no request
                LOGGER.error("the log of access cannot be written: %s", type(error).__name__)  # noqa: TRY400 - as in crashes

    def last(self) -> Iterator[dict[str, Any]]:
        """Yield the last entries, the newest first, with their sentences as messages."""
        with self._lock:
            kept = list(self._last)
        yield from reversed(kept)

    def _append(self, text: str) -> None:
        if self._file is None:
            sys.stderr.write(text)
            sys.stderr.flush()
            return
        with self._file.open("a", encoding="utf-8", errors="backslashreplace", newline="") as stream:
            stream.write(text)


def _short(value: Value) -> str | int | None:
    if isinstance(value, int) or value is None:
        return value
    # because somebody may write a key where it does not belong, such as into a path
    return _KEY.sub(f"{PREFIX}…", str(value))[:_LONGEST]
