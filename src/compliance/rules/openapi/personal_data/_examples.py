"""Objects that a document shows as examples, as far as one of their values can be a citizen id."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from compliance.model.facts import Facts
from compliance.model.openapi.document import Document
from compliance.model.openapi.example import examples_in
from compliance.model.openapi.field import Field
from compliance.model.openapi.node import Node
from compliance.model.openapi.schema import Property

KEYWORDS: Final = ("example", "examples", "default")
TWELVE: Final = 12


def of_objects(document: Document) -> Iterator[tuple[Node, Mapping[str, Any]]]:
    """Yield the objects in examples that hold a text of twelve digits; many may show one example."""
    seen: set[int] = set()
    for schema, holders in document.files.exemplified.values():
        for holder in holders:
            if any(isinstance(holder.mapping.get(key), dict | list) for key in KEYWORDS):
                for example in examples_in(holder, schema, document.files):
                    if id(example.value) not in seen and holds_number(example.value):
                        yield from objects(example.node)
                    seen.add(id(example.value))


def holds_number(value: Any) -> bool:
    """Return whether twelve digits stand anywhere in a value."""
    waiting = [value]
    while waiting:
        here = waiting.pop()
        if isinstance(here, dict):
            waiting.extend(here.values())
        elif isinstance(here, list):
            waiting.extend(here)
        elif isinstance(here, str) and len(here) == TWELVE and here.isdigit():
            return True
    return False


def objects(start: Node) -> Iterator[tuple[Node, Mapping[str, Any]]]:
    waiting = [start]
    while waiting:
        node = waiting.pop()
        if any(isinstance(value, str) and len(value) == TWELVE and value.isdigit() for value in node.mapping.values()):
            yield node, node.mapping
        waiting.extend((*(each for _, each in node.members()), *node.items()))


def of_fields(document: Document, facts: Facts) -> Iterator[tuple[Node, Mapping[str, Any]]]:
    """Yield the objects of which each field has an example of its own, as far as a citizen id is among them."""
    seen: set[int] = set()
    for field in document.nodes.properties:
        if facts.field_names.concept(field.name) == "citizen_id" and id(field.parent.raw) not in seen:
            seen.add(id(field.parent.raw))
            yield field.parent, dict(shown(field))


def shown(citizen_id: Property) -> Iterator[tuple[str, Any]]:
    listed = citizen_id.parent.get("properties")
    for name, node in listed.members() if listed is not None else ():
        field = Property(citizen_id.files, node, name, citizen_id.parent)
        value = next((value for _, value in Field(field.files, node, name, field.schema).values()), None)
        if value is not None:
            yield name, value
