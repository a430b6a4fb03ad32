"""The parts of a JSON text, found by scanning the objects and lists on the way to what is asked for."""

import json.decoder
from typing import Final

from compliance.loading.editing.spans import Found, Member, Span, found
from compliance.loading.syntax.json import members, skip_blank

_scan_string: Final = json.decoder.scanstring  # type: ignore[attr-defined]  # in the module, not in the stubs
_scan_value: Final = json.JSONDecoder().scan_once  # type: ignore[attr-defined]  # in the class, not in the stubs


class JsonSpans:
    """The parts of one text that is JSON."""

    quotation = '"'

    def __init__(self, text: str) -> None:
        self._text = text
        self._root = self._span(skip_blank(text, 0))
        self._scanned: set[int] = set()

    def find(self, pointer: str) -> Found | None:
        return found(self, self._root, pointer)

    def members(self, span: Span) -> list[Member]:
        if span.start not in self._scanned and span.style in {"{", "["}:
            self._scanned.add(span.start)
            span.members = [
                Member(str(key), self._key(where) if isinstance(key, str) else None, self._span(start))
                for key, where, start in members(self._text, span.start)
            ]
        return span.members

    def _key(self, where: int) -> Span:
        return Span(where, _scan_string(self._text, where + 1)[1], '"')

    def _span(self, start: int) -> Span:
        sign = self._text[start]
        return Span(start, _scan_value(self._text, start)[1], sign if sign in '"{[' else "")
