"""Where a schema stands among others: in a condition, in a part, in what is no JSON."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Final

from compliance.model.openapi.files import DocumentFiles
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
    name, files, around = str(schema.node.key), schema.files, parts.parent
    if parts.key != "allOf":
        return name in Schema(files, around).members()
    own = around.mapping.get("properties")
    if isinstance(own, dict) and name in own:
        return True
    owners = files.remember(("owners of members", id(parts.raw)), lambda: _owners(files, parts))
    return not owners.get(name, set()).issubset({id(holder.raw)})


def _owners(files: DocumentFiles, parts: Node) -> Mapping[str, set[int]]:
    """Return which parts of an object have a member of each name; read once for all members of all parts."""
    owners: defaultdict[str, set[int]] = defaultdict(set)
    for part in parts.items():
        for name in Schema(files, part).members():
            owners[name].add(id(part.raw))
    return owners


def _above(node: Node) -> Iterator[Node]:
    above = node.parent
    while above is not None:
        yield above
        above = above.parent
