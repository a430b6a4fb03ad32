"""JSON and YAML as OpenAPI reads them: the values of YAML are those that JSON has, and every key is a text."""

import json
import re
from collections.abc import Iterator
from typing import Any, Final

import yaml

DEEPEST: Final = 400
LARGEST: Final = 64 * 1024 * 1024
_MOST_VALUES: Final = 20_000_000
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_WORDS: Final[dict[str, Any]] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
# YAML 1.2.2, 10.3.2: the core schema
_INTEGER: Final = re.compile(r"[-+]?[0-9]+")
_FLOAT: Final = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_OF_NUMBERS: Final = frozenset("0123456789-+.")
_OPENED: Final = frozenset("{[")


class Unreadable(ValueError):
    """A text that is no JSON and no YAML, or more than anybody needs."""


def data_of(text: bytes) -> Any:
    """Return the data of one document. Unreadable where it has none, in words for whoever wrote it."""
    if len(text) > LARGEST:
        raise Unreadable(f"{len(text)} bytes, at most {LARGEST} are read")
    try:
        decoded = text.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Unreadable(f"not UTF-8 at byte {error.start}") from None
    if decoded.lstrip()[:1] in _OPENED:
        try:
            return json.loads(decoded)
        except RecursionError:
            raise Unreadable("nested too deeply") from None
        except ValueError:
            pass  # because YAML in flow style begins with a brace as well
    return _yaml(decoded)


def _yaml(text: str) -> Any:
    try:
        events = yaml.parse(text, Loader=_Loader)
        data = _Building(iter(events)).document()
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        place = "" if mark is None else f" (line {mark.line + 1}, column {mark.column + 1})"
        raise Unreadable(f"{getattr(error, 'problem', None) or 'no YAML'}{place}") from None
    return data


class _Building:
    """One pass over the events, because the nodes of PyYAML take four times as long."""

    def __init__(self, events: Iterator[Any]) -> None:
        self._events = events
        self._anchors: dict[str, tuple[Any, int]] = {}
        self._values = 0

    def document(self) -> Any:
        for event in self._events:
            kind = event.__class__
            if kind is yaml.DocumentEndEvent:
                break
            if kind is not yaml.StreamStartEvent and kind is not yaml.DocumentStartEvent:
                if kind is yaml.StreamEndEvent:
                    return None
                data = self._value(event, 0)
        return data

    def _value(self, event: Any, depth: int) -> Any:
        kind = event.__class__
        self._values += 1
        if kind is yaml.ScalarEvent:
            value = _scalar(event.value) if event.implicit[0] else event.value
            if event.anchor:
                self._anchors[event.anchor] = (value, 1)
            return value
        if kind is yaml.AliasEvent:
            return self._alias(event)
        if depth > DEEPEST:
            raise Unreadable(f"nested deeper than {DEEPEST} levels")
        before = self._values
        value = self._mapping(depth + 1) if kind is yaml.MappingStartEvent else self._sequence(depth + 1)
        if event.anchor:
            self._anchors[event.anchor] = (value, self._values - before)
        return value

    def _alias(self, event: Any) -> Any:
        if event.anchor not in self._anchors:
            raise Unreadable(f"the alias {event.anchor} stands for nothing, or for itself")
        value, size = self._anchors[event.anchor]
        self._values += size
        if self._values > _MOST_VALUES:  # because aliases of aliases grow without end
            raise Unreadable(f"more than {_MOST_VALUES} values")
        return value

    def _sequence(self, depth: int) -> list[Any]:
        found = []
        for event in self._events:
            if event.__class__ is yaml.SequenceEndEvent:
                break
            found.append(self._value(event, depth))
        return found

    def _mapping(self, depth: int) -> dict[str, Any]:
        found: dict[str, Any] = {}
        merged: dict[str, Any] = {}
        for event in self._events:
            if event.__class__ is yaml.MappingEndEvent:
                break
            if event.__class__ is not yaml.ScalarEvent:
                raise Unreadable(f"a key that is no text (line {event.start_mark.line + 1})")
            value = self._value(next(self._events), depth)
            if event.value == "<<" and event.implicit[0] and isinstance(value, dict):
                merged |= value
            else:
                found[event.value] = value
        return {**merged, **found} if merged else found


def _scalar(text: str) -> Any:
    if text in _WORDS:
        return _WORDS[text]
    if text[0] in _OF_NUMBERS:
        if _INTEGER.fullmatch(text) and len(text) < 400:
            return int(text)
        if _FLOAT.fullmatch(text):
            return float(text)
    return text
