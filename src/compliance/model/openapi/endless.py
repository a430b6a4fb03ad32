"""Schemas whose values would have to hold another value of the same schema, and that another one, without end."""

from collections.abc import Iterator
from typing import Any, Final

from compliance.model.openapi.files import DocumentFiles
from compliance.model.openapi.node import Node

_NEEDING: Final = frozenset({"$ref", "allOf", "required", "minItems"})
_CLOSING: Final = frozenset({"allOf", "required", "minItems"})
"""Because a circle of references only is a broken reference."""


def endless_at(files: DocumentFiles, node: Node) -> bool:
    """Return whether such a circle is closed at a schema; of each circle this holds for one schema."""
    if isinstance(node.raw, dict) and _NEEDING.isdisjoint(node.raw):
        return False
    known: dict[int, str] = files.remember("endless", dict)
    if id(node.raw) not in known:
        _search(files, node, known)
    return known[id(node.raw)] == "closed"


def _search(files: DocumentFiles, start: Node, known: dict[int, str]) -> None:
    """Go through all that a value of a schema has to hold, depth first and without recursion."""
    known[id(start.raw)] = "open"
    stack: list[tuple[Node, Iterator[Node]]] = [(start, _needed(files, start))]
    while stack:
        node, needed = stack[-1]
        following = next(needed, None)
        if following is None:
            stack.pop()
            if known[id(node.raw)] == "open":
                known[id(node.raw)] = "done"
        elif id(following.raw) not in known:
            known[id(following.raw)] = "open"
            stack.append((following, _needed(files, following)))
        elif known[id(following.raw)] == "open" and not _CLOSING.isdisjoint(following.mapping):
            known[id(following.raw)] = "closed"


def _needed(files: DocumentFiles, node: Node) -> Iterator[Node]:
    """Yield the schemas that a value has to satisfy, or to hold a value of, if it is to satisfy this one."""
    raw: Any = node.raw
    if not isinstance(raw, dict) or raw.get("nullable") is True or raw.get("x-nullable") is True:
        return
    if "$ref" in raw:
        if (target := files.resolve(node, node.text("$ref") or "")) is not None:
            yield target
        if not files.written(node):
            return
    if "allOf" in raw and (listed := node.get("allOf")) is not None:
        yield from listed.items()
    if raw.get("type") == "object":
        yield from _required(node)
    least = raw.get("minItems")
    if raw.get("type") == "array" and isinstance(least, int) and least > 0 and (items := node.get("items")) is not None:
        yield items


def _required(node: Node) -> Iterator[Node]:
    """Yield the members that an object has to have, as far as they need something themselves."""
    properties = node.get("properties")
    for name in node.strings("required") if properties is not None else ():
        raw = properties.mapping.get(name) if properties is not None else None
        if isinstance(raw, dict) and not _NEEDING.isdisjoint(raw):
            yield Node(node.uri, raw, properties, name)
