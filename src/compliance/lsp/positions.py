"""Places in a text as the protocol counts them: lines from 0, columns from 0 in units that the client chose."""

import re
from collections.abc import Callable, Mapping
from typing import Final

from lsprotocol.types import Position, PositionEncodingKind, Range

from compliance.loading.syntax.lines import decoded
from compliance.model.location import Location

_BREAK: Final = re.compile(r"\r\n|\r|\n")
_KEY: Final = re.compile(r"[^\s,\[\]{}#'\"][^,\[\]{}#]*?(?=\s*:(?:\s|$))")
_QUOTED: Final = re.compile(r""""(?:[^"\\]|\\.)*"|'(?:[^']|'')*'""")
_PLAIN: Final = re.compile(r"[^\s,\[\]{}](?:[^,\[\]{}#]|(?<=\S)#)*")
_UNITS: Final[Mapping[PositionEncodingKind, Callable[[str], int]]] = {
    PositionEncodingKind.Utf8: lambda text: len(text.encode("utf-8", "surrogatepass")),
    PositionEncodingKind.Utf16: lambda text: len(text.encode("utf-16-le", "surrogatepass")) // 2,
    PositionEncodingKind.Utf32: len,
}


class Page:
    """The lines of one file, as editors count them (LSP 3.17, "Position"); `encoding` is that of the client."""

    def __init__(self, content: bytes, encoding: PositionEncodingKind) -> None:
        text = decoded(content)
        self._ends = [*(match.span() for match in _BREAK.finditer(text)), (len(text), len(text))]
        self._text = text
        self._units = _UNITS[encoding]

    def range(self, location: Location) -> Range:
        """Return the key or value that stands at a location; the first line if it names none."""
        line, column = (location.line or 1) - 1, (location.column or 1) - 1
        text = self._line(line)
        if location.line is None:
            return Range(Position(0, 0), Position(0, self._units(text)))
        word = _word(text, column)
        return Range(self._position(line, text, column), self._position(line, text, column + max(len(word), 1)))

    def at(self, offset: int) -> Position:
        """Return the position of a character of the text, counted from 0."""
        line = next(number for number, (start, _) in enumerate(self._ends) if offset <= start)
        start = self._ends[line - 1][1] if line else 0
        return Position(line, self._units(self._text[start:offset]))

    def _line(self, line: int) -> str:
        if line >= len(self._ends):
            return ""
        return self._text[self._ends[line - 1][1] if line else 0 : self._ends[line][0]]

    def _position(self, line: int, text: str, column: int) -> Position:
        return Position(line, self._units(text[:column]))


def _word(line: str, column: int) -> str:
    """Return what begins at a column: a text in quotation marks, a key without its colon, or a value."""
    for pattern in (_QUOTED, _KEY, _PLAIN):
        if found := pattern.match(line, column):
            return found[0].rstrip()
    return ""
