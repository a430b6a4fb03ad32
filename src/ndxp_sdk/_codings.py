"""Content codings (RFC 9110, 8.4.1): what was compressed on the way is handed on as it was before."""

import zlib
from collections.abc import Iterable, Iterator
from typing import Final

from ndxp_sdk.errors import Facts, UnexpectedAnswer

ACCEPTED: Final = b"gzip, deflate"
_STEP: Final = 262_144
_GZIP: Final = 16 + zlib.MAX_WBITS


class Decoder:
    """Undoes one coding, several members in a row included, a step at a time. Raises UnexpectedAnswer."""

    __slots__ = ("_coding", "_inner", "_is_full")

    def __init__(self, coding: str) -> None:
        self._coding = coding.strip().lower()
        if self._coding not in {"gzip", "x-gzip", "deflate"}:
            text = "the body has a content coding that was not asked for; gzip and deflate are understood"
            raise UnexpectedAnswer(text, Facts(code="coding-unknown"))
        self._inner: zlib._Decompress | None = None
        self._is_full = False

    def feed(self, chunk: bytes) -> Iterator[bytes]:
        """The pieces that `chunk` gives."""
        while chunk or self._is_full:
            inner = self._inner or zlib.decompressobj(self._window(chunk))
            try:
                piece = inner.decompress(chunk, _STEP)
            except zlib.error:
                raise UnexpectedAnswer("the compressed body is broken", Facts(code="coding-broken")) from None
            chunk = inner.unused_data if inner.eof else inner.unconsumed_tail
            self._inner = None if inner.eof else inner
            self._is_full = len(piece) == _STEP and not inner.eof  # because more may wait although all is consumed
            yield piece

    def end(self) -> None:
        """Nothing follows: what was begun has to be complete."""
        if self._inner is not None:
            raise UnexpectedAnswer("the compressed body ends too early", Facts(code="coding-broken", retryable=True))

    def _window(self, first: bytes) -> int:
        if self._coding != "deflate":
            return _GZIP
        # because servers send both what the standard says, zlib's format, and bare deflate
        is_wrapped = len(first) > 1 and first[0] & 0x0F == 8 and int.from_bytes(first[:2], "big") % 31 == 0
        return zlib.MAX_WBITS if is_wrapped else -zlib.MAX_WBITS


class Body:
    """Undoes whatever coding the header names, and counts: of an answer too large the rest is not read."""

    __slots__ = ("_decoder", "_most", "_size")

    def __init__(self, headers: list[tuple[bytes, bytes]], most: float) -> None:
        coding = coding_of(headers)
        self._decoder = None if coding is None else Decoder(coding)
        self._most = most
        self._size = 0

    def feed(self, chunk: bytes) -> Iterable[bytes]:
        """What `chunk` gives. Raises UnexpectedAnswer: too large, or not in the coding."""
        if self._decoder is None:
            self._count(chunk)
            return (chunk,)
        return map(self._count, self._decoder.feed(chunk))

    def end(self) -> None:
        """Nothing follows."""
        if self._decoder is not None:
            self._decoder.end()

    def _count(self, piece: bytes) -> bytes:
        self._size += len(piece)
        if self._size > self._most:
            text = f"the answer has more than {self._most} bytes, the limit: stream it, or raise Limits.answer_bytes"
            raise UnexpectedAnswer(text, Facts(code="answer-too-large"))
        return piece


def coding_of(headers: list[tuple[bytes, bytes]]) -> str | None:
    """The content coding, none where the bytes are what they are."""
    for name, value in headers:
        if len(name) == 16 and name.lower() == b"content-encoding" and value.strip().lower() not in {b"", b"identity"}:
            return value.decode("latin-1")
    return None
