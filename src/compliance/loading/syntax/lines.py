"""Offsets in a text as lines and columns."""

from bisect import bisect_left, bisect_right
from codecs import BOM_UTF8
from itertools import accumulate
from typing import Final

from compliance.model.pattern import late

_BREAK: Final = late(r"\r\n?|\n")
_CHUNK: Final = 4096
"""Characters whose line ends are counted together: few places are asked for, and most lines are never counted."""


class Lines:
    """The lines of a text. Both numbers count from 1, columns in characters.

    A line ends by CR, LF or CRLF and by nothing else (YAML 1.2.2, section 5.4), as editors count.
    """

    __slots__ = ("_before", "_starts", "_text")

    def __init__(self, text: str) -> None:
        self._text = text
        self._starts = [0, *(found.end() for found in _BREAK.finditer(text))] if "\r" in text else None
        self._before: list[int] = []

    def position(self, offset: int) -> tuple[int, int]:
        """Return line and column of the character at that offset."""
        if self._starts is not None:
            line = bisect_right(self._starts, offset)
            return line, offset - self._starts[line - 1] + 1
        if not self._before:
            self._before = [0, *accumulate(self._breaks(number) for number in range(len(self._text) // _CHUNK + 1))]
        chunk = offset // _CHUNK
        line = self._before[chunk] + self._text.count("\n", chunk * _CHUNK, offset)
        return line + 1, offset - self._start(chunk, offset) + 1

    def _breaks(self, chunk: int) -> int:
        return self._text.count("\n", chunk * _CHUNK, (chunk + 1) * _CHUNK)

    def _start(self, chunk: int, offset: int) -> int:
        """Return the offset at which the line of an offset begins, however many chunks before."""
        found = self._text.rfind("\n", chunk * _CHUNK, offset)
        if found < 0 and self._before[chunk]:
            holder = bisect_left(self._before, self._before[chunk]) - 1
            found = self._text.rfind("\n", holder * _CHUNK, (holder + 1) * _CHUNK)
        return found + 1


def decoded(content: bytes) -> str:
    """Return the text of a file without its byte order mark; what is no UTF-8 is replaced, character by character."""
    return content.removeprefix(BOM_UTF8).decode(errors="replace")
