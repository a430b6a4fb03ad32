"""Content codings (RFC 9110, 8.4.1): what was compressed on the way is handed on as it was before."""

import zlib
from collections.abc import Iterable, Iterator
from typing import Final

from ndxp_sdk.errors import Facts, UnexpectedAnswer

ACCEPTED: Final = b"gzip, deflate"
_KNOWN: Final = frozenset({"gzip", "x-gzip", "deflate"})
# Because nobody compresses more often than twice, and each time multiplies what a small body may become.
_MOST: Final = 2
_STEP: Final = 262_144
# Because what is left behind the end of a member is copied, which for a chunk of many members takes its square.
_SLICE: Final = 4_096
_GZIP: Final = 16 + zlib.MAX_WBITS
# Because what is compressed is hardly ever larger than before, but for the headers of its members and what fills it up.
_WASTE: Final = 262_144


class Decoder:
    """The decoder of one coding, step by step, however the bytes are cut into chunks. Raises UnexpectedAnswer.

    After a member of gzip another one may follow, or zeros to fill a block; after deflate nothing may.
    """

    __slots__ = ("_given", "_inner", "_is_deflate", "_members", "_start", "_taken")

    def __init__(self, coding: str) -> None:
        self._is_deflate = coding == "deflate"
        self._inner: zlib._Decompress | None = None
        self._start = b""
        self._members = 0
        self._taken = 0
        self._given = 0

    def feed(self, chunk: bytes) -> Iterator[bytes]:
        """Yield the pieces that `chunk` decodes to, none of them empty."""
        if len(chunk) <= _SLICE:
            yield from self._slice(chunk)
            return
        view = memoryview(chunk)
        for start in range(0, len(chunk), _SLICE):
            yield from self._slice(bytes(view[start : start + _SLICE]))

    def end(self) -> None:
        """End the input: what was begun has to be complete."""
        if self._inner is not None or self._start:
            raise UnexpectedAnswer("the compressed body ends too early", Facts(code="coding-broken", retryable=True))

    def _slice(self, chunk: bytes) -> Iterator[bytes]:
        self._taken += len(chunk)
        while chunk := self._from_start(chunk):
            inner = self._inner
            if inner is None:
                return
            is_full = True
            while is_full:  # because more may wait although all is consumed
                piece = self._undone(inner, chunk)
                chunk, is_full = inner.unconsumed_tail, len(piece) == _STEP and not inner.eof
                self._given += len(piece)
                if piece:
                    yield piece
            if inner.eof:
                chunk, self._inner = inner.unused_data, None
                self._members += 1
        if self._taken > 4 * self._given + _WASTE:
            raise _broken("the compressed body is large and holds next to nothing")

    def _from_start(self, chunk: bytes) -> bytes:
        """Return what is to be decompressed now; nothing while too little is there to know how."""
        if self._inner is not None or not chunk:
            return chunk
        if self._members:
            chunk = self._next_member(chunk)
        start = self._start + chunk
        if self._is_deflate and len(start) < 2:
            self._start = start
            return b""
        if start:
            self._start, self._inner = b"", zlib.decompressobj(self._window(start))
        return start

    def _next_member(self, chunk: bytes) -> bytes:
        rest = chunk.lstrip(b"\0")
        if rest and (self._is_deflate or rest[:1] != b"\x1f"):
            raise _broken("something else follows the end of the compressed body")
        return rest

    def _undone(self, inner: "zlib._Decompress", chunk: bytes) -> bytes:
        try:
            return inner.decompress(chunk, _STEP)
        except zlib.error:
            pass
        # outside the handler, because the context of an error would be shown with the bytes
        raise _broken("the compressed body is broken")

    def _window(self, start: bytes) -> int:
        if not self._is_deflate:
            return _GZIP
        # because servers send both what the standard says, zlib's format, and bare deflate
        is_wrapped = start[0] & 0x0F == 8 and int.from_bytes(start[:2], "big") % 31 == 0
        return zlib.MAX_WBITS if is_wrapped else -zlib.MAX_WBITS


class ContentDecoder:
    """The decoder of all codings that the fields name, with a limit: of a body too large the rest is not read."""

    __slots__ = ("_codings", "_decoders", "_most", "_size")

    def __init__(self, headers: list[tuple[bytes, bytes]], most: float) -> None:
        self._codings = codings_of(headers)
        self._decoders: tuple[Decoder, ...] = ()
        self._most = most
        self._size = 0

    def feed(self, chunk: bytes) -> Iterable[bytes]:
        """Decode a chunk. UnexpectedAnswer if it is too large, or not in the codings."""
        if not self._codings:
            self._count(chunk)
            return (chunk,)
        if not chunk:
            return ()
        if not self._decoders:  # not before, because an answer without a body may name any coding
            self._decoders = decoders_of(self._codings)
        pieces: Iterable[bytes] = (chunk,)
        for decoder in self._decoders:
            pieces = _through(pieces, decoder)
        return map(self._count, pieces)

    def end(self) -> None:
        """End the input."""
        for decoder in self._decoders:
            decoder.end()

    def _count(self, piece: bytes) -> bytes:
        self._size += len(piece)
        if self._size > self._most:
            text = f"the answer has more than {self._most} bytes, the limit: stream it, or raise Limits.answer_bytes"
            raise UnexpectedAnswer(text, Facts(code="answer-too-large"))
        return piece


def codings_of(headers: list[tuple[bytes, bytes]]) -> tuple[str, ...]:
    """Return the content codings of all fields, in the order in which they were applied; empty if nothing is coded."""
    found = [value for name, value in headers if len(name) == 16 and name.lower() == b"content-encoding"]
    if not found:
        return ()
    named = (each.strip().lower() for value in found for each in value.decode("latin-1").split(","))
    return tuple(each for each in named if each not in {"", "identity"})


def decoders_of(codings: tuple[str, ...]) -> tuple[Decoder, ...]:
    """Build their decoders, the last one first. UnexpectedAnswer for codings that were not asked for."""
    if not _KNOWN.issuperset(codings) or len(codings) > _MOST:
        text = "the body has a content coding that was not asked for; gzip and deflate are understood"
        raise UnexpectedAnswer(text, Facts(code="coding-unknown"))
    return tuple(map(Decoder, reversed(codings)))


def _through(pieces: Iterable[bytes], decoder: Decoder) -> Iterable[bytes]:
    return (piece for each in pieces for piece in decoder.feed(each))


def _broken(text: str) -> UnexpectedAnswer:
    return UnexpectedAnswer(text, Facts(code="coding-broken"))
