"""Schemas that are made of one with a discriminator: whoever receives that one receives one of them (OpenAPI 3.0).

A list of alternatives names the forms that a value may have; such a schema names none, and is named by each of them.
"""

from collections.abc import Iterator, Mapping
from typing import Final

from compliance.model.changes.term import Term
from compliance.model.openapi.files import DocumentFiles
from compliance.model.openapi.node import Node

_CHOICES: Final = frozenset({"oneOf", "anyOf"})


def heirs_of(term: Term, files: DocumentFiles) -> Mapping[str, Node]:
    """Return the heirs of what one schema alone says of a value, by the value that tells which of them is meant."""
    node = files.meant(term.nodes[0]) if len(term.nodes) == 1 and not term.chosen else None
    return heirs(node, files) if node is not None else {}


def heirs(schema: Node, files: DocumentFiles) -> Mapping[str, Node]:
    """Return the schemas beside one that are made of it; none where it has no discriminator, or lists alternatives."""
    if "discriminator" not in schema.mapping or not _CHOICES.isdisjoint(schema.mapping):
        return {}
    return files.remember(("heirs", id(schema.raw)), lambda: dict(_found(schema, files)))


def _found(schema: Node, files: DocumentFiles) -> Iterator[tuple[str, Node]]:
    values = _mapped(schema)
    for name, sibling in schema.parent.members() if schema.parent is not None else ():
        if sibling.raw is not schema.raw and _is_made_of(sibling, schema, files):
            yield values.get(name, name), sibling


def _mapped(schema: Node) -> dict[str, str]:
    """Return the values that `mapping` gives to names of schemas."""
    stated = schema.get("discriminator")
    mapping = stated.get("mapping") if stated is not None else None
    targets = ((value, mapping.text(value)) for value in mapping.mapping) if mapping is not None else ()
    return {target.rpartition("/")[2]: value for value, target in targets if target is not None}


def _is_made_of(schema: Node, other: Node, files: DocumentFiles) -> bool:
    waiting, seen = [schema], {id(schema.raw)}
    while waiting:
        listed = waiting.pop().get("allOf")
        for part in listed.items() if listed is not None else ():
            target = files.meant(part)
            if target is not None and target.raw is other.raw:
                return True
            if target is not None and id(target.raw) not in seen:
                seen.add(id(target.raw))
                waiting.append(target)
    return False
