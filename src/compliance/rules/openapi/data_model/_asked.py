"""What a request brings: the objects of its body, or its form."""

from collections.abc import Collection, Iterator
from typing import Final

from compliance.model.openapi.messages import body, schemas
from compliance.model.openapi.operation import Operation
from compliance.model.openapi.schema import Schema
from compliance.model.openapi.view import View

MOST_OBJECTS: Final = 25
HOLDING: Final = frozenset({"properties", "items", "allOf", "$ref", "$dynamicRef"})
"""What a schema has that may have members or items; any other is that of a single value."""


def asked(operation: Operation) -> Iterator[tuple[View, Collection[str], frozenset[str]]]:
    """Yield each object or form that a request brings: where it is written, its members, and those it must have."""
    sent = body(operation)
    for schema in schemas(sent, operation, "consumes").values() if sent is not None else ():
        for each in objects_in(Schema(operation.files, schema)) if schema is not None else ():
            yield each, each.members().keys(), each.required()
    form = [parameter for parameter in operation.parameters() if parameter.place == "formData"]
    if form:
        required = frozenset(parameter.name for parameter in form if parameter.is_required)
        yield operation, [parameter.name for parameter in form], required


def objects_in(schema: Schema) -> Iterator[Schema]:
    """Yield a schema and the objects and lists of objects within it, the nearest first; values between them count."""
    waiting, seen = [schema], set[int]()
    while waiting and len(seen) < MOST_OBJECTS:
        each = waiting.pop(0)
        if id(each.node.raw) in seen:
            continue
        seen.add(id(each.node.raw))
        if not HOLDING.isdisjoint(each.node.mapping):
            yield each
            waiting.extend(member for member in (*each.members().values(), each.items) if member is not None)
