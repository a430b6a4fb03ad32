"""Whether any value satisfies a schema: contradictions that can be seen without trying values.

Each demand only narrows what is allowed, so a contradiction among those that are seen stands whatever others say.
"""

from collections.abc import Hashable, Iterator, Mapping, Sequence
from typing import Any, Final

from compliance.model.openapi.demands import (
    ALL_TYPES,
    Contradiction,
    Matches,
    clashes,
    listed_values,
    types_of,
    written_types,
)
from compliance.model.openapi.equality import alike
from compliance.model.openapi.files import DocumentFiles
from compliance.model.openapi.node import Node

_MOST_PARTS: Final = 50
_DEEPEST: Final = 20
_LONGEST: Final = 60


def contradictions(files: DocumentFiles, node: Node, matches: Matches) -> list[Contradiction]:
    """Return the contradictions of a schema; none that a part of it has by itself, which is a schema of its own."""
    raw = node.mapping
    if "allOf" not in raw and "$ref" not in raw:
        return _found(files, node, matches, 0)
    return files.remember(("contradictions", id(node.raw)), lambda: _found(files, node, matches, 0))


def _found(files: DocumentFiles, node: Node, matches: Matches, depth: int) -> list[Contradiction]:
    raw = node.raw
    if not isinstance(raw, dict):
        return []
    parts = _parts(files, node)
    if (
        len(parts) > 1
        and depth < _DEEPEST
        and any(_is_contradictory(files, each, matches, depth) for each in _members(files, node))
    ):
        return []
    found = list(clashes(files, [part.raw for part in parts], matches))
    if len(parts) > 1:
        found.extend(_of_members(files, parts))
    if "oneOf" in raw or "anyOf" in raw:
        found.extend(_of_choices(files, node))
    return found


def _is_contradictory(files: DocumentFiles, node: Node, matches: Matches, depth: int) -> bool:
    return bool(files.remember(("contradictions", id(node.raw)), lambda: _found(files, node, matches, depth + 1)))


def _members(files: DocumentFiles, node: Node) -> Iterator[Node]:
    """Yield what holds together with a schema: the target of its reference, and what stands in `allOf`."""
    if (reference := node.text("$ref")) is not None and (target := files.resolve(node, reference)) is not None:
        yield target
    listed = node.get("allOf") if files.written(node) else None
    yield from listed.items() if listed is not None else ()


def _parts(files: DocumentFiles, node: Node) -> list[Node]:
    """Return the schema and all that hold together with it, each once; what leads nowhere is left out."""
    raw = node.raw
    if "$ref" not in raw and "allOf" not in raw:
        return [node]
    waiting, seen, found = [node], {id(raw)}, list[Node]()
    while waiting and len(found) < _MOST_PARTS:
        part = waiting.pop(0)
        if files.written(part):
            found.append(part)
        for member in _members(files, part):
            if isinstance(member.raw, dict) and id(member.raw) not in seen:
                seen.add(id(member.raw))
                waiting.append(member)
    return found


def _of_members(files: DocumentFiles, parts: Sequence[Node]) -> Iterator[Contradiction]:
    """Yield members that must be there and to which several parts give types or values that exclude each other."""
    required = {name for part in parts for name in part.strings("required")}
    for name in sorted(required):
        types, values = ALL_TYPES, _Values(files)
        for part in parts:
            listed = part.get("properties")
            member = listed.get(name) if listed is not None else None
            target = _target(files, member) if member is not None else None
            if target is not None:
                types &= types_of(files, target.mapping)
                values.take(target.mapping)
        if not types or values.are_none:
            yield Contradiction("member" if not types else "member values", {"name": name[:_LONGEST]}, "allOf")


class _Values:
    """What is left of the values of one member after each part that lists some."""

    def __init__(self, files: DocumentFiles) -> None:
        self._files = files
        self._left: frozenset[Hashable] | None = None

    def take(self, schema: Mapping[str, Any]) -> None:
        """Leave only what a schema lists, if it lists any."""
        for _, listed in listed_values(self._files, schema):
            values = frozenset(map(alike, listed))
            self._left = values if self._left is None else self._left & values

    @property
    def are_none(self) -> bool:
        return self._left is not None and not self._left


def _of_choices(files: DocumentFiles, node: Node) -> Iterator[Contradiction]:
    """Yield lists of alternatives of which none has a type that the schema allows."""
    types = types_of(files, node.raw) if files.written(node) else ALL_TYPES
    for keyword in ("oneOf", "anyOf") if types != ALL_TYPES else ():
        listed = node.get(keyword)
        choices = [_target(files, choice) for choice in listed.items()] if listed is not None else []
        known = [types_of(files, choice.mapping) for choice in choices if choice is not None]
        if choices and len(known) == len(choices) and not any(types & each for each in known):
            yield Contradiction("choice", {"keyword": keyword, "types": written_types(types)}, keyword)


def _target(files: DocumentFiles, node: Node) -> Node | None:
    """Return what a schema means, None if that cannot be told."""
    for _ in range(_DEEPEST):
        reference = node.text("$ref")
        if reference is None:
            return node
        target = files.resolve(node, reference)
        if target is None:
            return None
        node = target
    return None
