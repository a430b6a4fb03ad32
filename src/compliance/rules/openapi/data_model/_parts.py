"""Where a schema stands among others: in a condition, in a part, in what is no JSON."""

from collections.abc import Iterator
from typing import Final

from compliance.model.openapi.node import Node
from compliance.model.openapi.schema import Schema

CONDITIONS: Final = frozenset({"not", "if", "then", "else", "contains", "propertyNames", "dependentSchemas"})
BRANCHES: Final = frozenset({"allOf", "anyOf", "oneOf"})
OBJECTS: Final = ("json", "x-www-form-urlencoded", "form-data")
NAMED: Final = frozenset({"properties", "schemas", "definitions", "$defs"})


def is_named(node: Node) -> bool:
    """Return whether a schema has a name: as a member, or among those that are shared."""
    return node.parent is not None and node.parent.key in NAMED


def is_of_bytes(node: Node) -> bool:
    """Return whether a schema is that of a media type such as XML or ZIP, of which it need not say anything."""
    media_type = node.parent
    if media_type is None or media_type.parent is None or media_type.parent.key != "content":
        return False
    return not str(media_type.key).partition(";")[0].strip().lower().endswith(OBJECTS)


def is_condition(node: Node) -> bool:
    """Return whether a schema stands in a condition, which asks only for what matters to it."""
    return any(above.key in CONDITIONS and not is_named(above) for above in _above(node))


def is_said_beside(schema: Schema) -> bool:
    """Return whether another part of the same object says what a member is, or the object around its alternatives."""
    holder = schema.node.parent.parent if schema.node.parent else None
    parts = holder.parent if holder is not None else None
    if holder is None or parts is None or parts.parent is None or parts.key not in BRANCHES:
        return False
    others = [part for part in parts.items() if part.raw is not holder.raw] if parts.key == "allOf" else []
    own = Node(parts.uri, {"properties": parts.parent.mapping.get("properties", {})}, parts.parent.parent)
    around = [*others, own if parts.key == "allOf" else parts.parent]
    return any(str(schema.node.key) in Schema(schema.files, other).members() for other in around)


def _above(node: Node) -> Iterator[Node]:
    above = node.parent
    while above is not None:
        yield above
        above = above.parent
