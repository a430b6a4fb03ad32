"""What lies within a value in both documents: items, other members, names, and what a text holds."""

from collections.abc import Iterator, Mapping
from math import inf
from typing import Any, Final

from compliance.model.changes.change import Part
from compliance.model.changes.shape import Shape
from compliance.model.changes.value import Value
from compliance.model.openapi.node import Node

_ANY: Final[Mapping[str, Any]] = {}
_NAME: Final[Mapping[str, Any]] = {"type": "string"}


def inner_values(value: Value, one: Shape, other: Shape) -> Iterator[Value]:
    """Yield what lies within, the named members aside; where one side says nothing of it, it may be anything."""
    if one.is_list and other.is_list:
        yield from _items(value, one, other)
    yield from _both(value, one.decoded, other.decoded, "contentSchema")
    if one.naming or other.naming:
        name = _beside((one.naming or other.naming)[0], _NAME)
        yield value.inner([*one.naming, name], [*other.naming, name], "propertyNames")
    if one.additional and other.additional:
        yield value.inner(one.additional, other.additional, "*")
    for pattern, nodes in one.patterned.items():
        if pattern in other.patterned:
            yield value.inner(nodes, other.patterned[pattern], "*")
    yield from _against_others(value, one, other)


def _against_others(value: Value, one: Shape, other: Shape) -> Iterator[Value]:
    """Yield the members that fit a pattern of one side, where the other one speaks of all members alike."""
    for pattern in sorted(one.patterned.keys() ^ other.patterned.keys()):
        nodes = one.patterned.get(pattern) or one.additional, other.patterned.get(pattern) or other.additional
        if all(nodes):
            yield value.inner(*nodes, "*")


def _items(value: Value, one: Shape, other: Shape) -> Iterator[Value]:
    """Yield the items by their places and then the rest, as far as any come."""
    found = one if value.part is Part.REQUEST else other
    stated = found.limits["maxItems"].value if "maxItems" in found.limits else inf
    most = min(stated, inf if found.most_items is None else found.most_items)
    reach = max(one.reach, other.reach)
    for index in range(reach):
        if index < most:
            yield from _both(value, one.items_at(index), other.items_at(index), f"[{index}]")
    if reach < most:
        yield from _both(value, one.items, other.items, "[]")


def _both(value: Value, older: list[Node], newer: list[Node], step: str) -> Iterator[Value]:
    if older or newer:
        yield value.inner(older or [anything(newer[0])], newer or [anything(older[0])], step)


def anything(beside: Node) -> Node:
    """Return the schema that says nothing, where another document has one that does."""
    return _beside(beside, _ANY)


def _beside(node: Node, raw: Mapping[str, Any]) -> Node:
    """Return a schema that nobody wrote, at the place of one that somebody did."""
    return Node(node.uri, raw, node.parent, node.key)
