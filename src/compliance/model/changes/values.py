"""One value in both documents: what happened to it, and to the members that it has."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any, Final

from compliance.model.changes.change import Change, ChangeKind, Part, Uncompared
from compliance.model.changes.shape import LOWER, UPPER, Shape, is_marked, names_in
from compliance.model.dataclass import dataclass
from compliance.model.location import Place
from compliance.model.openapi.files import DocumentFiles
from compliance.model.openapi.node import Node

_LONGEST: Final = 60
_DATES: Final = frozenset({"date", "date-time", "time", "duration", "uuid"})
HIDDEN: Final = {Part.RESPONSE: "writeOnly", Part.REQUEST: "readOnly"}
"""The keyword that a member has which never goes that way."""


@dataclass(frozen=True, slots=True)
class Pair:
    """One value in both documents: the schemas that speak of it, where it is used, and the way to it.

    `whole` is what the way begins in, such as `200 application/json`; `name` is empty for that itself. A parameter
    `is_text` on its way, whatever its type.
    """

    older: tuple[Node, ...]
    newer: tuple[Node, ...]
    part: Part
    operation: str
    whole: str
    name: str = ""
    is_text: bool = False

    def inner(self, older: Sequence[Node], newer: Sequence[Node], step: str) -> "Pair":
        """Return the pair of what lies within, one step on."""
        return replace(self, older=tuple(older), newer=tuple(newer), name=self.name + step)


@dataclass(frozen=True, slots=True)
class Values:
    """One value in both documents, with what is said of it."""

    pair: Pair
    older: Shape
    newer: Shape

    def at(self, shape: Shape, nodes: Sequence[Node]) -> Place:
        return (shape.nodes or nodes)[0].at

    def change(self, kind: ChangeKind, name: str = "", **words: str | int) -> Change:
        pair = self.pair
        older, newer = self.at(self.older, pair.older), self.at(self.newer, pair.newer)
        return Change(kind, pair.part, pair.operation, _joined(pair.name, name) or pair.whole, older, newer, words)

    @property
    def are_strangers(self) -> bool:
        """Whether no value fits both, so that there is nothing to compare within."""
        one, other = self.older.types, self.newer.types
        return one is not None and other is not None and not (_plain(one) & _plain(other)) and bool(one and other)

    def types(self, *, is_open: bool) -> Iterator[Change]:
        """Yield a change if an answer may be of more types, or a request of fewer, or if a date is none now."""
        narrow, wide = (self.older, self.newer) if self.pair.part is Part.RESPONSE else (self.newer, self.older)
        if narrow.types is None:
            return
        allowed = narrow.types | ({"integer"} if "number" in narrow.types else set())
        if self.pair.is_text and "string" in narrow.types:
            allowed |= {"integer", "number", "boolean"}
        found = wide.types if wide.types is not None else wide.implied
        if found is None and (is_open or wide.opaque):
            return
        if found is None or not found <= allowed:
            yield self.change(ChangeKind.TYPE_CHANGED, old=_types(self.older.types), new=_types(self.newer.types))
            return
        formats = self.older.formats & _DATES, self.newer.formats & _DATES
        if all(len(found) == 1 for found in formats) and formats[0] != formats[1]:
            yield self.change(ChangeKind.TYPE_CHANGED, old=min(formats[0]), new=min(formats[1]))

    def answered(self, *, is_open: bool) -> Iterator[Change]:
        if self.older.values is None or is_open:
            return
        if self.newer.values is None:
            if not self.newer.opaque and self.newer.types != frozenset({"boolean"}):
                yield self.change(ChangeKind.ENUM_OPENED)
            return
        for value in self.newer.values:
            if value not in self.older.values:
                yield self.change(ChangeKind.ENUM_WIDENED, new=_value(value))

    def accepted(self, *, is_open: bool) -> Iterator[Change]:
        if is_open:
            return
        if self.newer.values is not None:
            if self.older.values is None and not self.older.opaque:
                yield self.change(ChangeKind.LIMIT_TIGHTENED, keyword="enum", limit=len(self.newer.values))
            for value in self.older.values or ():
                if value not in self.newer.values:
                    yield self.change(ChangeKind.ENUM_NARROWED, old=_value(value))
        for keyword, limit in sorted(self.newer.limits.items()):
            before = self.older.limits.get(keyword)
            if before is None or (keyword in UPPER and limit < before) or (keyword in LOWER and limit > before):
                yield self.change(ChangeKind.LIMIT_TIGHTENED, keyword=keyword, limit=str(limit))
        if self.newer.patterns and not self.older.patterns:
            yield self.change(ChangeKind.LIMIT_TIGHTENED, keyword="pattern", limit=min(self.newer.patterns)[:_LONGEST])

    def members(self, older: DocumentFiles, newer: DocumentFiles) -> Iterator[Change | Uncompared]:
        """Yield what happened to the members of an object."""
        hidden = HIDDEN.get(self.pair.part, "")
        one = {name for name, nodes in self.older.properties.items() if not is_marked(hidden, nodes, older)}
        other = {name for name, nodes in self.newer.properties.items() if not is_marked(hidden, nodes, newer)}
        if not (one or other or self.newer.required):
            return
        elsewhere = frozenset(names_in((node for _, node in self.newer.opaque), newer))
        before = frozenset(names_in((node for _, node in self.older.opaque), older))
        for name in (name for name in self.older.properties if name in one):
            if name not in other and not elsewhere & {name, None}:
                yield self._placed(ChangeKind.PROPERTY_REMOVED, name)
            elif self._is_promise_gone(name) and not elsewhere & {name, None}:
                yield self._placed(ChangeKind.BECAME_OPTIONAL, name)
        for name in (name for name in self.newer.properties if name in other - one and not before & {name, None}):
            yield self._placed(ChangeKind.PROPERTY_ADDED, name)
        if self.pair.part is Part.REQUEST:
            for name in sorted(self.newer.required - self.older.required - before):
                if name not in self.newer.properties or name in other:
                    yield self._placed(ChangeKind.BECAME_REQUIRED, name)

    def _is_promise_gone(self, name: str) -> bool:
        return self.pair.part is Part.RESPONSE and name in self.older.required - self.newer.required

    def _placed(self, kind: ChangeKind, name: str) -> Change:
        """Point at the member on each side that has it."""
        pair = self.pair
        older, newer = (
            shape.properties[name][0].at if name in shape.properties else self.at(shape, nodes)
            for shape, nodes in ((self.older, pair.older), (self.newer, pair.newer))
        )
        return Change(kind, pair.part, pair.operation, _joined(pair.name, name) or pair.whole, older, newer)


def _joined(way: str, name: str) -> str:
    return f"{way}.{name}" if way and name else way or name


def _plain(types: frozenset[str]) -> frozenset[str]:
    return types - {"null"} | ({"integer"} if "number" in types else frozenset())


def _types(types: frozenset[str] | None) -> str:
    return ", ".join(sorted(types)) if types else "any"


def _value(value: Any) -> str:
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)
    return str(text)[:_LONGEST]
