"""Offsets in a text as lines and columns."""

import re
from bisect import bisect_right
from itertools import accumulate
from typing import Final

_BREAK: Final = re.compile(r"\r\n?|\n")


class Lines:
    """The lines of a text. Both numbers count from 1, columns in characters.

    A line ends by CR, LF or CRLF and by nothing else (YAML 1.2.2, section 5.4), as editors count.
    """

    __slots__ = ("_starts",)

    def __init__(self, text: str) -> None:
        if "\r" in text:
            self._starts = [0, *(found.end() for found in _BREAK.finditer(text))]
            return
        self._starts = [0, *accumulate(len(line) + 1 for line in text.split("\n"))]
        self._starts.pop()  # because the last line ends by no break

    def position(self, offset: int) -> tuple[int, int]:
        """Return line and column of the character at that offset."""
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1


def decoded(content: bytes) -> str:
    """Return the text of a file without its byte order mark; what is no UTF-8 is replaced, character by character."""
    return content.decode("utf-8-sig", errors="replace")
