"""JSON text to a tree, with a note of keys given twice (RFC 8259, section 4: names should be unique)."""

import json
import json.decoder
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from typing import Any, Final, NoReturn

from compliance.model.location import escape
from compliance.model.source import Defect
from compliance.model.text import Message

_BLANK: Final = " \t\r\n"
_scan_string: Final = json.decoder.scanstring  # type: ignore[attr-defined]  # in the module, not in the stubs
_scan_value: Final = json.JSONDecoder().scan_once  # type: ignore[attr-defined]  # in the class, not in the stubs


class JsonTree:
    """Builds one document. After `build`, `duplicates` holds the keys that were given twice somewhere."""

    def __init__(self) -> None:
        self.duplicates: set[str] = set()

    def build(self, text: str) -> Any:
        """The tree; raises `json.JSONDecodeError`, or `RecursionError` where it is nested too deep."""
        return json.loads(text, object_pairs_hook=self._mapping, parse_constant=_not_json)

    def _mapping(self, pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        mapping = dict(pairs)
        if len(mapping) != len(pairs):
            counts = Counter(key for key, _ in pairs)
            self.duplicates.update(key for key, count in counts.items() if count > 1)
        return mapping


class NotJson(ValueError):
    """A number that only Python knows: NaN or an infinity."""


def _not_json(name: str) -> NoReturn:
    raise NotJson(name)


def members(text: str, start: int) -> Iterator[tuple[str | int, int, int]]:
    """Key or index, where the key or item stands, and where its value begins, for the value that begins at `start`."""
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
    """The next position that is not white space."""
    while position < len(text) and text[position] in _BLANK:
        position += 1
    return position


def duplicate_defects(text: str, keys: set[str]) -> Iterator[Defect]:
    """Where keys are given twice, found by a second look that is only made when there are some."""
    stack = [("", skip_blank(text, 0))]
    starts = line_starts(text)
    while stack:
        pointer, start = stack.pop()
        seen: set[str | int] = set()
        for key, where, value in members(text, start):
            if key in seen and key in keys:
                line = bisect_right(starts, where)
                column = where - starts[line - 1] + 1
                message = Message.of(
                    "the key {key} is given twice in one mapping; the last one counts here", key=str(key)[:80]
                )
                yield Defect(message, line, column, pointer)
            seen.add(key)
            if text[value] in "{[":
                stack.append((f"{pointer}/{escape(str(key))}", value))


def line_starts(text: str) -> list[int]:
    """The offset at which each line begins."""
    starts = [0]
    while (newline := text.find("\n", starts[-1])) >= 0:
        starts.append(newline + 1)
    return starts
