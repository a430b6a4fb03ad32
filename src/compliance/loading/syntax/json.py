"""JSON text to a tree, with a note of keys given twice (RFC 8259, section 4: names should be unique)."""

import json
import json.decoder
from collections import Counter
from collections.abc import Iterator
from math import isinf
from typing import Any, Final, NoReturn

from compliance.loading.syntax.lines import Lines, decoded
from compliance.model.location import escape, tokens
from compliance.model.source import Defect
from compliance.model.text import Message

_BLANK: Final = " \t\r\n"
_scan_string: Final = json.decoder.scanstring  # type: ignore[attr-defined]  # in the module, not in the stubs
_scan_value: Final = json.JSONDecoder().scan_once  # type: ignore[attr-defined]  # in the class, not in the stubs


class JsonTree:
    """Builds one document. After `build`, `duplicates` holds the keys that were given twice somewhere.

    `has_infinite` says that a number was too large for 64 bits.
    """

    def __init__(self) -> None:
        self.duplicates: set[str] = set()
        self.has_infinite = False

    def build(self, text: str) -> Any:
        """Return the tree; raises `json.JSONDecodeError`, or `RecursionError` if it is nested too deep."""
        return json.loads(text, object_pairs_hook=self._mapping, parse_float=self._float, parse_constant=_not_json)

    def _float(self, written: str) -> float:
        value = float(written)
        self.has_infinite = self.has_infinite or isinf(value)
        return value

    def _mapping(self, pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        mapping = dict(pairs)
        if len(mapping) != len(pairs):
            counts = Counter(key for key, _ in pairs)
            self.duplicates.update(key for key, count in counts.items() if count > 1)
        return mapping


class JsonLayout:
    """Where the members of a JSON file stand, found by scanning the containers that are asked for."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        self._members: dict[int, dict[str, tuple[int, int]]] = {}
        self._text = ""
        self._lines: Lines | None = None

    def position(self, pointer: str) -> tuple[int, int]:
        """Return line and column of what a JSON Pointer points at, or of the nearest thing above it."""
        if self._lines is None:
            self._text = decoded(self._content)
            self._lines = Lines(self._text)
        where, value = 0, skip_blank(self._text, 0)
        for token in tokens(pointer):
            if (member := self._scanned(value).get(token)) is None:
                break
            where, value = member
        return self._lines.position(where)

    def _scanned(self, start: int) -> dict[str, tuple[int, int]]:
        """Return the members of the value that begins there; of a name given twice the last one counts."""
        if start not in self._members:
            self._members[start] = {str(key): (where, value) for key, where, value in members(self._text, start)}
        return self._members[start]


class NotJson(ValueError):
    """A number that only Python knows: NaN or an infinity."""


def _not_json(name: str) -> NoReturn:
    raise NotJson(name)


def members(text: str, start: int) -> Iterator[tuple[str | int, int, int]]:
    """Yield key or index, position of the key or item, and start of its value, for the value that begins at `start`."""
    if text[start] not in "{[":
        return
    is_mapping = text[start] == "{"
    position = skip_blank(text, start + 1)
    index = 0
    while text[position] not in "]}":
        key: str | int = index
        where = position
        if is_mapping:
            key, position = _scan_string(text, position + 1)
            position = skip_blank(text, skip_blank(text, position) + 1)
        yield key, where, position
        _, position = _scan_value(text, position)
        position = skip_blank(text, position)
        if text[position] == ",":
            position = skip_blank(text, position + 1)
        index += 1


def skip_blank(text: str, position: int) -> int:
    """Return the next position that is not white space."""
    while position < len(text) and text[position] in _BLANK:
        position += 1
    return position


def duplicate_defects(text: str, keys: set[str]) -> Iterator[Defect]:
    """Yield a defect with its position for each duplicate key; scans the text again, and only if there are some."""
    stack = [("", skip_blank(text, 0))]
    lines = Lines(text)
    while stack:
        pointer, start = stack.pop()
        seen: set[str | int] = set()
        for key, where, value in members(text, start):
            if key in seen and key in keys:
                line, column = lines.position(where)
                message = Message.of(
                    "the key {key} is given twice in one mapping; the last one counts here", key=str(key)[:80]
                )
                yield Defect(message, line, column, pointer)
            seen.add(key)
            if text[value] in "{[":
                stack.append((f"{pointer}/{escape(str(key))}", value))
