"""Recordings as bytes: files and what is at hand, packed with gzip or not; only as much as is asked for is held."""

import gzip
import io
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Final

from compliance.loading.errors import NotUnderstood
from compliance.model.location import Location
from compliance.model.system_errors import not_read
from compliance.model.text import Message

_GZIP: Final = b"\x1f\x8b"
_CHUNK: Final = 1 << 16
DAMAGED: Final = Message.of("the packed file is cut off or damaged from here on")
UNPACKING: Final = (EOFError, gzip.BadGzipFile, zlib.error)
"""What is raised where a packed file is cut off or damaged."""

OnBytes = Callable[[int], None]


class _Counted(io.RawIOBase):
    """Bytes of a stream, told as they are taken."""

    def __init__(self, stream: BinaryIO, on_bytes: OnBytes | None) -> None:
        self._stream = stream
        self._on_bytes = on_bytes
        self._taken = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "memoryview | bytearray") -> int:  # type: ignore[override]  # the stubs name a protocol of 3.12
        found = self._stream.read(len(buffer))
        buffer[: len(found)] = found
        self._taken += len(found)
        if self._on_bytes is not None:
            self._on_bytes(self._taken)
        return len(found)


@contextmanager
def opened(given: str | BinaryIO, name: str, on_bytes: OnBytes | None = None) -> Iterator[io.BufferedIOBase]:
    """Open a file, or what is at hand, and yield its bytes, unpacked; `on_bytes` is told how many were taken.

    Raises:
        NotUnderstood: there is no such file, or it cannot be read.
    """
    try:
        raw = Path(given).open("rb") if isinstance(given, str) else given  # noqa: SIM115 - it is closed below
    except (OSError, ValueError) as error:
        raise NotUnderstood(Location(name), not_read(name, error)) from error
    try:
        buffered = io.BufferedReader(_Counted(raw, on_bytes), _CHUNK)
        yield gzip.GzipFile(fileobj=buffered) if buffered.peek(2)[:2] == _GZIP else buffered
    except gzip.BadGzipFile:
        raise
    except OSError as error:
        raise NotUnderstood(Location(name), not_read(name, error)) from error
    finally:
        if isinstance(given, str):
            raw.close()


def size_of(given: str | BinaryIO, name: str) -> int:
    """Return the bytes of a file, 0 where that is not known.

    Raises:
        NotUnderstood: there is no such file.
    """
    try:
        return Path(given).stat().st_size if isinstance(given, str) else 0
    except (OSError, ValueError) as error:
        raise NotUnderstood(Location(name), not_read(name, error)) from error
