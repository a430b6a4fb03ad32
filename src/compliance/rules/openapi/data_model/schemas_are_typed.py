"""Every schema says what its data is.

Broken: The document does not say what the data is

A member without a type, or an object without members, may be anything: nobody can write a program or a data model from
it.

To mend it, state a `type`, and for objects `properties`, or `additionalProperties` with a schema for maps; for lists
`items`.

Shows that every schema which stands for data says something of it. Does not show that it says the right thing; data
that is free by its nature is found too.
"""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from compliance.model.grades import Proof
from compliance.model.openapi.node import Node
from compliance.model.openapi.schema import Schema
from compliance.model.rule import rule
from compliance.model.violation import Violation
from compliance.rules.openapi.data_model._parts import is_condition, is_named, is_of_bytes, is_said_beside

SAYS: Final = frozenset(
    {"$dynamicRef", "properties", "patternProperties", "allOf", "anyOf", "oneOf", "enum", "const", "format"}
    | {"pattern", "prefixItems", "contentMediaType", "contentEncoding", "minimum", "maximum", "minLength", "maxLength"}
)
HOLDS_DATA: Final = frozenset({"schema", "itemSchema", "items"})
SIMPLE: Final = ("string", "integer", "number", "boolean", "file")
MESSAGES: Final = {
    "any": "{name} has no type, so it may be anything",
    "object": "{name} is an object whose members nobody names",
    "array": "{name} is a list, and nobody says of what",
}


def holds_data(schema: Schema) -> bool:
    """Return whether a schema stands for a value of which a simple type does not say all already.

    Conditions and parts need not say everything.
    """
    node = schema.node
    if node.raw.get("type") in SIMPLE or "$ref" in node.raw:
        return False
    return is_named(node) or (node.key in HOLDS_DATA and not is_of_bytes(node))


@rule("ND224-2026.D23.K5.A", "TT13-2017.D7.K1", proof=Proof.INDICATIVE, when=holds_data)
def schemas_are_typed(schema: Schema) -> Iterator[Violation]:
    node = schema.node
    if (template := unsaid(node.mapping)) is not None and not (is_said_beside(schema) or is_condition(node)):
        yield Violation(template, at=schema, name=named_in_place(node))
    members = node.get("properties") if schema.files.uses_json_schema else None
    if members is not None and True in members.mapping.values():
        template = MESSAGES["any"]
        anything = (member for _, member in members.members() if member.raw is True)
        yield from (Violation(template, at=member, name=named_in_place(member)) for member in anything)


def unsaid(raw: Mapping[str, Any]) -> str | None:
    """Return the message on what a schema leaves open, None if it says enough."""
    if not SAYS.isdisjoint(raw):
        return None
    stated = raw.get("type")
    types = {stated} if isinstance(stated, str) else {*map(str, stated)} if isinstance(stated, list) else set()
    has_members = raw.get("additionalProperties", True) not in (True, {}) or raw.get("maxProperties") == 0
    if types - {"null"} == {"object"}:
        return None if has_members else MESSAGES["object"]
    if types - {"null"} == {"array"}:
        return None if "items" in raw else MESSAGES["array"]
    return None if types or "items" in raw or has_members else MESSAGES["any"]


def named_in_place(node: Node) -> str:
    return str(node.key) if is_named(node) or node.parent is None else f"{node.parent.key} {node.key}"


_SCHEMAS = "openapi: 3.1.0\npaths: {}\ncomponents:\n  schemas:\n    "
_ANSWER = "openapi: 3.0.3\npaths: {/ho: {get: {responses: {'200': {content: {application/json: {schema: "
GOOD = [
    _SCHEMAS + "Ho: {properties: {a: {enum: [b]}}, oneOf: [{properties: {a: {}}}], not: {properties: {c: {}}}}\n",
    _SCHEMAS + "Ho: {properties: {ten: {type: [string, 'null']}, ma: {const: A}, ds: {items: {type: string}}}}\n",
    _SCHEMAS + "Ho: {type: object, additionalProperties: {type: integer}, maxProperties: 9}\n",
    _SCHEMAS
    + "Ho:\n      allOf: [{properties: {a: {type: object, description: Mới}}}, {properties: {a: {$ref: '#/x'}}}]\n"
    "x: {type: string}\n",
]
BAD = {
    "application/json schema is an object whose members nobody names": _ANSWER + "{type: object}}}}}}}}  # <-\n",
    "application/json schema has no type, so it may be anything": _ANSWER + "{}}}}}}}}  # <-\n",
    "ten has no type, so it may be anything": _SCHEMAS + "Ho: {properties: {ten: {description: Tên}}}  # <-\n",
    "ma has no type, so it may be anything": _SCHEMAS + "Ho: {properties: {ma: true}}  # <-\n",
    "Ho is an object whose members nobody names": """
        swagger: '2.0'
        paths: {}
        definitions:
          Ho: {type: object, additionalProperties: true}  # <-
        """,
    "ds is a list, and nobody says of what": _SCHEMAS + "Ho: {properties: {ds: {type: [array, 'null']}}}  # <-\n",
}
IRRELEVANT = [
    _ANSWER.replace("application/json", "application/zip") + "{}}}}}}}}\n",
    _SCHEMAS + "Ten: {type: string}\n",
    _SCHEMAS.replace("3.1.0", "3.0.3") + "{}\n",
]
