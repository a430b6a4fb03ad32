"""What parts of a document call themselves: `$id`, `$anchor` and `$dynamicAnchor` of schemas, `$self` of a file."""

from collections.abc import Iterator
from itertools import chain
from typing import Final

from compliance.model.openapi.addresses import joined
from compliance.model.openapi.node import Node

Name = tuple[str, str]
"""The address of a resource, and a plain name within it; the name is empty for the resource as a whole."""

_DATA: Final = frozenset({"example", "examples", "default", "const", "enum", "value", "dataValue"})
_MAPS: Final = frozenset(
    {"properties", "patternProperties", "$defs", "definitions", "dependentSchemas", "schemas", "responses", "headers"}
    | {"parameters", "requestBodies", "callbacks", "links", "pathItems", "mediaTypes", "paths", "webhooks", "content"}
    | {"encoding", "additionalOperations"}
)


def own_base(node: Node, base: str) -> str:
    """Return the base of references in a node that stands where `base` holds (JSON Schema 2020-12, section 8.2).

    The root of a file of version 3.2 may give itself an address by `$self`.
    """
    raw = node.mapping
    if node.parent is None and "$self" in raw and str(raw.get("openapi")).startswith("3.2"):
        return _named(base, node.text("$self"))
    return _named(base, node.text("$id")) if "$id" in raw else base


def names_in(root: Node) -> Iterator[tuple[Name, Node]]:
    """Yield every name in a file and what has it; what YAML repeats is looked into once, and data is no schema."""
    stack, seen = [(root, root.uri, False)], {id(root.raw)}
    while stack:
        node, around, is_map = stack.pop()
        base = around if is_map else own_base(node, around)
        if base != around:
            yield (base, ""), node
        for keyword in () if is_map else ("$anchor", "$dynamicAnchor"):
            if (anchor := node.text(keyword)) is not None:
                yield (base, anchor), node
        for member in chain((member for _, member in node.members()), node.items()):
            if isinstance(member.raw, dict | list) and id(member.raw) not in seen:
                key = member.key
                if is_map or not (key in _DATA or str(key).startswith("x-")):
                    seen.add(id(member.raw))
                    stack.append((member, base, not is_map and key in _MAPS))


def _named(base: str, address: str | None) -> str:
    return joined(base, (address or "").partition("#")[0]) or base
