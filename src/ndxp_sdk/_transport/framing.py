"""A request and its answer as their connection sees them, and whether another request may follow on it.

RFC 9112, 6.3: what comes behind the end of an answer must not be taken for another answer. So one follows only where
the request went out whole before its answer came, and where the answer ends at the same byte for whoever reads it.
"""

import re
from collections.abc import Iterator
from typing import Final

from ndxp_sdk._transport.errors import out_of_step, tunnel_out_of_step

# Because a socket that can be written to takes this much at once, so that the clock is looked at between two pieces.
PIECE: Final = 16_384
# Because a header that ends otherwise, or later, is in doubt anyhow, and a body may be large.
_LONGEST: Final = 65_536
_END: Final = b"\r\n\r\n"
_LENGTH: Final = re.compile(rb"\ncontent-length:[ \t]*([0-9]{1,20})[ \t]*\r\n")


class StaleConnection(Exception):
    """A connection that waited has something to read: its end, or an answer to nobody. Nothing was sent on it."""


class RequestCycle:
    """The cycle of one request and response on a connection; `number` counts them."""

    __slots__ = ("head", "is_asking", "is_doubtful", "is_early", "is_torn", "kept", "number", "tail")

    def __init__(self) -> None:
        self.number = 0
        self.head = self.tail = self.kept = b""
        self.is_asking = self.is_doubtful = self.is_early = self.is_torn = False

    def begin(self, header: bytes) -> None:
        """Keep the header of a request until its body is there, or the word that it has none: they go out together."""
        self.number += 1
        self.head, self.tail, self.kept = b"", b"", header
        self.is_asking, self.is_doubtful, self.is_early = True, False, False

    def pieces(self, buffer: bytes) -> Iterator[tuple[bytes, bool]]:
        """Yield what to send now, a socket's fill at a time, and whether a response that came before would be early."""
        kept, self.kept = self.kept, b""
        if len(buffer) <= PIECE:
            if kept or buffer:
                yield kept + buffer, not kept
            return
        if kept:
            yield kept, False
        view, last = memoryview(buffer), len(buffer) - PIECE
        for start in range(0, len(buffer), PIECE):
            yield bytes(view[start : start + PIECE]), start >= last

    def hear(self, received: bytes) -> None:
        """Note what came. Raises ConnectionLost where it may be the answer to another request."""
        if self.is_asking:
            self.is_asking, self.head = False, received
        elif len(self.head) < _LONGEST and _END not in self.head:
            self.head += received
        self.tail = received
        if self.head[9:10] == b"1":
            self._pass_over()
        # because a server may refuse what it has not read to the end; to obey it, it has to read it
        if self.is_early and self.number > 1 and self.head[9:10] in (b"2", b"3"):
            raise out_of_step()

    def is_over(self) -> bool:
        """Return whether the response, of which nothing is left to read, leaves no doubt about where it ended."""
        head, tail = self.head[: self.head.find(_END) + 2], self.tail
        self.head = self.tail = b""  # because a connection may wait for long
        if self.is_asking or self.is_doubtful or self.is_early or self.is_torn:
            return False
        return _is_plain(head, tail)

    def open(self) -> None:
        """Open a tunnel, if one was requested: nothing may have come behind the response that opened it."""
        if self.head.partition(_END)[2]:
            raise tunnel_out_of_step()

    def _pass_over(self) -> None:
        """Leave out interim answers; what these say of a body would be read as the answer."""
        while self.head[9:10] == b"1" and _END in self.head:
            interim, _, self.head = self.head.partition(_END)
            if _framings(interim.lower()):
                raise out_of_step()
            self.is_doubtful = self.is_doubtful or not _is_plain(interim + b"\r\n", b"")


def _is_plain(head: bytes, tail: bytes) -> bool:
    """Return whether every reader finds the same end: some allow bare line feeds, folds or doubled fields."""
    if not head.startswith(b"HTTP/1.1 ") or head.count(b"\n") != head.count(b"\r\n"):
        return False
    if b"\n " in head or b"\n\t" in head:
        return False
    fields = head.lower()
    if (framings := _framings(fields)) != 1:
        return framings == 0
    length = _LENGTH.search(fields)
    if head[9:12] == b"204":  # RFC 9110, 8.6: it has neither field; a length of 0 does no harm
        return length is not None and not int(length[1])
    if length is not None:
        return True
    return b"\ntransfer-encoding:" in fields and tail.endswith(_END)


def _framings(fields: bytes) -> int:
    return fields.count(b"\ncontent-length:") + fields.count(b"\ntransfer-encoding:")
