"""Members that go one way only: `readOnly` in answers, `writeOnly` in requests, wherever a value is described."""

from collections.abc import Iterator
from typing import Final

from compliance.model.openapi.files import DocumentFiles
from compliance.model.openapi.node import Node

_LISTS: Final = frozenset({"allOf", "anyOf", "oneOf"})
_BRANCHES: Final = frozenset({"then", "else"})
_MOST: Final = 100


def is_one_way(files: DocumentFiles, member: Node, *ways: str) -> bool:
    """Return whether a member, or what is meant by it, is marked by one of these ways."""
    return any(bool(node.mapping.get(way)) for node in _together(files, member) for way in ways)


def names_one_way(files: DocumentFiles, schema: Node, name: str, *ways: str) -> bool:
    """Return whether a name that a schema requires is that of such a member, in it or beside it.

    Beside it stands what it refers to, the parts of its `allOf`, and the schema that has it as such a part.
    """
    wholes = {id(each.raw): each for each in (schema, _whole(schema))}.values()
    described = (_member(node, name) for whole in wholes for node in _together(files, whole))
    return any(is_one_way(files, member, *ways) for member in described if member is not None)


def _member(schema: Node, name: str) -> Node | None:
    properties = schema.get("properties")
    return properties.get(name) if properties is not None else None


def _whole(schema: Node) -> Node:
    """Return the schema that describes the same value and has all others as parts, as far as they stand in it."""
    while (holder := schema.parent) is not None:
        whole = holder if schema.key in _BRANCHES else holder.parent if holder.key in _LISTS else None
        if whole is None or not whole.mapping:
            break
        schema = whole
    return schema


def _together(files: DocumentFiles, schema: Node) -> Iterator[Node]:
    """Yield a schema, what it refers to and the parts of its `allOf`, each once."""
    waiting, seen = [schema], {id(schema.raw)}
    while waiting and len(seen) <= _MOST:
        node = waiting.pop()
        yield node
        reference = node.text("$ref")
        target = files.resolve(node, reference) if reference is not None else None
        listed = node.get("allOf") if files.written(node) else None
        for further in (*([target] if target is not None else ()), *(listed.items() if listed is not None else ())):
            if id(further.raw) not in seen:
                seen.add(id(further.raw))
                waiting.append(further)
