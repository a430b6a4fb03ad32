"""Whether each name under `encoding` is a property of the schema that the media type has."""

from collections.abc import Iterator
from typing import Final

from compliance.model.openapi.files import DocumentFiles
from compliance.model.openapi.form.faults import Trace, node_at
from compliance.model.openapi.form.walk import FormWalk
from compliance.model.openapi.keywords import KNOWN_DIALECTS
from compliance.model.openapi.node import Node
from compliance.model.text import Message, shown

_ANY_NAME: Final = ("patternProperties", "additionalProperties", "unevaluatedProperties")
_ELSEWHERE: Final = frozenset({"$dynamicRef", "$schema", "items", "prefixItems"})
_LISTED: Final = ("allOf", "anyOf", "oneOf")
_SINGLE: Final = ("if", "then", "else")
_MOST_PARTS: Final = 100


def unmatched(files: DocumentFiles, walk: FormWalk) -> Iterator[tuple[Node, Message]]:
    """Yield the names of encodings that no property has; of a schema that cannot be seen whole nothing is said."""
    for raw, trace in walk.objects["MediaType"]:
        encoding = raw.get("encoding")
        names = _properties(files, trace) if encoding and isinstance(encoding, dict) else None
        for name in encoding if names is not None else ():
            if names is not None and name not in names:
                template = "`encoding` names {name}, and the schema has no such property"
                yield node_at(((trace, "encoding"), name)), Message.of(template, name=shown(name))


def _properties(files: DocumentFiles, trace: Trace) -> frozenset[str] | None:
    """Return the names that the schema of a media type gives, None if it may have others."""
    schema = node_at(trace).get("schema")
    if schema is None or files.root.text("jsonSchemaDialect") not in KNOWN_DIALECTS:
        return None
    names, waiting, seen = set[str](), list[Node | None]([schema]), set[int]()
    while waiting:
        node = waiting.pop()
        if node is None or not isinstance(node.raw, dict) or _takes_any_name(node) or len(seen) > _MOST_PARTS:
            return None
        if id(node.raw) not in seen:
            seen.add(id(node.raw))
            if (reference := node.text("$ref")) is not None:
                waiting.append(files.resolve(node, reference))
            if files.written(node):
                properties = node.get("properties")
                names.update(properties.mapping if properties is not None else ())
                waiting.extend(_parts(node))
    return frozenset(names)


def _takes_any_name(node: Node) -> bool:
    return any(node.mapping.get(key) for key in _ANY_NAME) or not _ELSEWHERE.isdisjoint(node.mapping)


def _parts(node: Node) -> Iterator[Node]:
    """Yield the schemas that look at the same value."""
    for key in _LISTED:
        listed = node.get(key)
        yield from listed.items() if listed is not None else ()
    for key in _SINGLE:
        single = node.get(key)
        yield from (single,) if single is not None else ()
    named = node.get("dependentSchemas")
    yield from (part for _, part in named.members()) if named is not None else ()
