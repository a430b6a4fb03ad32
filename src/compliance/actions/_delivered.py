"""Which notices were delivered: a file with a line for each, so that none is sent twice."""

import os
from pathlib import Path
from typing import Final

from compliance.actions._keeping import writing
from compliance.actions.errors import UsageError
from compliance.model.text import Message

_HEAD: Final = "# compliance notices delivered: ID ADDRESS"
_LARGEST: Final = 64 * 1024 * 1024


class Delivered:
    """What a file of deliveries holds; without a file nothing is remembered."""

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._known = _read(path) if path is not None else set[tuple[str, str]]()

    def has(self, name: str, address: str) -> bool:
        """Return whether a notice was delivered to an address."""
        return (name, address) in self._known

    def add(self, name: str, address: str) -> None:
        """Write down at once that a notice was delivered; raises `NotWritten`."""
        self._known.add((name, address))
        if self._path is None:
            return
        with writing(self._path):
            self._path.parent.mkdir(parents=True, exist_ok=True)
            is_new = not self._path.exists()
            with self._path.open("a", encoding="utf-8", newline="\n") as stream:
                stream.write(f"{_HEAD}\n" if is_new else "")
                stream.write(f"{name} {address}\n")
                stream.flush()
                os.fsync(stream.fileno())


def _read(path: Path) -> set[tuple[str, str]]:
    try:
        if not path.exists():
            return set()
        if path.stat().st_size > _LARGEST:
            raise UsageError(Message.of("{file} is too large to be a file of deliveries", file=str(path)))
        lines = path.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError, ValueError) as error:
        raise UsageError(Message.of("{file} could not be read as a file of deliveries", file=str(path))) from error
    if lines and lines[0] != _HEAD:
        raise UsageError(Message.of("{file} is no file of deliveries, so it is left as it is", file=str(path)))
    return {(name, address) for name, _, address in (line.partition(" ") for line in lines[1:]) if address}
