"""The messages of an editor as they come: nothing after one of unknown length can be understood (LSP 3.17)."""

from collections.abc import Iterator
from typing import BinaryIO, Final

from compliance.actions.errors import InputError
from compliance.loading.limits import DEFAULT_LIMITS
from compliance.model.text import Message

_LONGEST_HEADER: Final = 8_192
_LONGEST_NUMBER: Final = 20
MOST_BYTES: Final = 2 * DEFAULT_LIMITS.file_size
"""So long may a message be: a document that is read at all, written as JSON."""
_CUT: Final = Message.of("the editor ended within a message")
_UNSOUND: Final = Message.of("the editor sent something before a message that says nowhere how long it is")
_TOO_LONG: Final = Message.of("the editor sent a message of more than {most} bytes", most=MOST_BYTES)


class Incoming:
    """What an editor sends, for the server to read: it ends where none can be told from the rest."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._lines = self._framed()
        self.broken: Message | None = None

    def readline(self, _size: int = -1) -> bytes:
        """Return the next line before a message: its length, then an empty one. Empty at the end."""
        return next(self._lines, b"")

    def read(self, size: int = -1) -> bytes:
        """Return the message of which the length was read. Empty at the end."""
        content = self._stream.read(size)
        if len(content) == size:
            return content
        self.broken = _CUT
        return b""

    def _framed(self) -> Iterator[bytes]:
        try:
            while (length := self._length()) is not None:
                if length:
                    yield from (b"Content-Length: %d\r\n" % length, b"\r\n")
        except InputError as error:
            self.broken = error.faults[0][1]

    def _length(self) -> int | None:
        """Read how long the next message is. None at the end."""
        header = self._header()
        if header is None:
            return None
        lengths = {value.strip() for name, _, value in header if name.strip().lower() == b"content-length"}
        told = lengths.pop() if len(lengths) == 1 else b""
        if not told.isdigit():
            raise InputError(_UNSOUND)
        if len(told) > _LONGEST_NUMBER or int(told) > MOST_BYTES:
            raise InputError(_TOO_LONG)
        return int(told)

    def _header(self) -> list[tuple[bytes, bytes, bytes]] | None:
        """Read the lines before a message. None at the end."""
        lines, left = list[bytes](), _LONGEST_HEADER
        while line := self._stream.readline(left):
            left -= len(line)
            if not left:
                raise InputError(_UNSOUND)
            if not line.strip():
                return [each.partition(b":") for each in lines]
            lines.append(line)
        if lines:
            raise InputError(_CUT)
        return None
