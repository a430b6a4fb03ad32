"""Members of bodies that no schema at their place speaks of."""

from collections.abc import Iterator, Sequence
from typing import Any, Final

from compliance.model.answers.contract.told import is_name
from compliance.model.location import escape
from compliance.model.openapi.files import DocumentFiles
from compliance.model.openapi.node import Node
from compliance.model.openapi.schema import Schema
from compliance.model.traffic.masking import shown

SOMETHING: Final = "*"
"""Stands in a pointer for any item, and for a name that is not shown."""
_MOST_PARTS: Final = 200
MOST_VALUES: Final = 1_000_000
"""So many values of one body are looked at."""
_LISTED: Final = ("allOf", "anyOf", "oneOf")
_SINGLE: Final = ("if", "then", "else")
_OF_ITEMS: Final = ("items", "additionalItems", "unevaluatedItems", "contains")
_OF_OTHERS: Final = ("additionalProperties", "unevaluatedProperties")


def undocumented_members(schema: Schema, value: Any) -> Iterator[str | None]:
    """Yield each place of a member that is not described, as a JSON pointer, once; `*` is any item, and a hidden name.

    Where a schema lets any member in, by what it says or by saying nothing, none is undocumented. What stands in
    an undocumented member is not looked at. None comes last where a body has more values than are looked at.
    """
    seen: set[str] = set()
    waiting: list[tuple[tuple[Node, ...], Any, str]] = [((schema.node,), value, "")]
    left = MOST_VALUES
    while waiting:
        left -= 1
        if left < 0:
            yield None
            return
        nodes, here, place = waiting.pop()
        if not isinstance(here, dict | list):
            continue
        parts = _parts(schema.files, nodes)
        if parts is None:
            continue
        if isinstance(here, list):
            below = tuple(each for node in parts for each in _items(node))
            waiting.extend((below, item, f"{place}/{SOMETHING}") for item in here if below)
            continue
        for name, member in here.items():
            described, below, is_own = _described(parts, name)
            if below:
                waiting.append((below, member, f"{place}/{escape(name) if is_own else SOMETHING}"))
            if described:
                continue
            pointer = f"{place}/{_shown(name)}"
            if pointer not in seen:
                seen.add(pointer)
                yield pointer


def any_beside(pointer: str) -> str:
    """Return the place of any member beside that at a pointer."""
    return f"{pointer.rpartition('/')[0]}/{SOMETHING}"


def _shown(name: str) -> str:
    """Return the name of a member, `*` for one that may be the number of a person or a secret."""
    return escape(name) if is_name(name) and shown(name.strip("_$@")) == name.strip("_$@") else SOMETHING


def _parts(files: DocumentFiles, nodes: Sequence[Node]) -> Sequence[Node] | None:
    """Return all schemas that speak of a value; None if they let in whatever comes, or are not all known."""
    waiting, found, seen = list(nodes), list[Node](), set[int]()
    while waiting:
        node = waiting.pop()
        if id(node.raw) in seen:
            continue
        seen.add(id(node.raw))
        if len(seen) > _MOST_PARTS or not isinstance(node.raw, dict) or node.has("$dynamicRef"):
            return None
        if node.text("$ref") is not None:
            target = files.follow(node)
            if target is None:
                return None
            waiting.append(target)
            if not files.written(node):
                continue
        if node.has("patternProperties") or (node.has("discriminator") and not _has_choices(node)):
            return None
        found.append(node)
        for keyword in _LISTED:
            listed = node.get(keyword)
            waiting.extend(listed.items() if listed is not None else ())
        waiting.extend(each for keyword in _SINGLE if (each := node.get(keyword)) is not None)
        if (named := node.get("dependentSchemas")) is not None:
            waiting.extend(each for _, each in named.members())
    return found if any(_speaks(node) for node in found) else None


def _has_choices(node: Node) -> bool:
    """Return whether a schema with a discriminator lists what a value can be; else any schema built on it counts."""
    return node.has("oneOf") or node.has("anyOf")


def _speaks(node: Node) -> bool:
    return any(node.has(keyword) for keyword in ("properties", *_OF_OTHERS, *_OF_ITEMS, "prefixItems"))


def _items(node: Node) -> Iterator[Node]:
    for keyword in _OF_ITEMS:
        stated = node.get(keyword)
        if stated is not None and isinstance(stated.raw, dict):
            yield stated
        elif stated is not None:
            yield from stated.items()
    listed = node.get("prefixItems")
    yield from listed.items() if listed is not None else ()


def _described(parts: Sequence[Node], name: str) -> tuple[bool, tuple[Node, ...], bool]:
    """Return whether a member is described, the schemas of its value, and whether one of them has its name."""
    found, others, is_open = list[Node](), list[Node](), False
    for node in parts:
        listed = node.get("properties")
        member = listed.get(name) if listed is not None else None
        if member is not None:
            found.append(member)
        for keyword in _OF_OTHERS:
            stated = node.get(keyword)
            if stated is not None and isinstance(stated.raw, dict):
                others.append(stated)
            is_open = is_open or (stated is not None and stated.raw is True)
    if found:
        return True, tuple(found), True
    return is_open or bool(others), () if is_open else tuple(others), False
