"""The demands of a schema do not exclude each other.

Broken: Demands of a schema exclude each other

Data that is checked against such a schema is refused whatever it is, or a value that it lists can never be used.

To mend it, take away one of the demands that exclude each other: allow the names that are required, or let
`additionalProperties: false` stand only where no other part adds names.

Shows that types, limits, listed values and required names do not exclude each other, and that patterns take the listed
values. Does not show that patterns or nested alternatives leave a value where none is listed.
"""

from collections.abc import Iterator
from functools import partial
from typing import Final

from compliance.model.facts import Facts
from compliance.model.openapi.endless import endless_at
from compliance.model.openapi.satisfiability import contradictions
from compliance.model.openapi.schema import Schema
from compliance.model.rule import rule
from compliance.model.selection import having
from compliance.model.text import Message
from compliance.model.violation import Violation

MESSAGES: Final = {
    "types": "the parts of the schema exclude each other: one wants {first}, another {second}",
    "bounds": "no value keeps to `{lower}` and `{upper}`",
    "value": "value {number} of `{keyword}` is of another type than the schema wants, which is {types}",
    "refused": "value {number} of `{keyword}` does not keep to `{limit}`",
    "values": "no value is in all lists of values that count here",
    "name": "{name} is required, and the schema allows no member of that name",
    "member": "{name} is required, and the parts of the schema want types of it that exclude each other",
    "member values": "{name} is required, and the parts of the schema list no value of it in common",
    "count": "{count} names are required, and `maxProperties` allows {most}",
    "choice": "no alternative in `{keyword}` has the type that the schema wants, which is {types}",
}
LIMITS: Final = ("minimum", "exclusiveMinimum", "minLength", "minItems", "minProperties", "minContains")
PARTS: Final = ("required", "allOf", "oneOf", "anyOf", "enum", "const", "$ref")


@rule("NDX-CON-02", "GP.JSONSCHEMA", when=having(*PARTS, *LIMITS))
def schemas_are_satisfiable(schema: Schema, facts: Facts) -> Iterator[Violation]:
    raw = schema.node.mapping
    if "$ref" in raw and (len(raw) == 1 or not schema.files.written(schema.node)):
        return
    for found in contradictions(schema.files, schema.node, partial(_matches, facts)):
        at = schema.node.get(found.keyword) or schema
        yield Violation(Message.of(MESSAGES[found.kind], **found.words), at=at, key=str(found.words.get("name", "")))
    if endless_at(schema.files, schema.node):
        yield Violation("a value would have to hold another one of the same schema, without end", at=schema)


def _matches(facts: Facts, pattern: str, text: str) -> bool | None:
    """Return the same as the port, which is loaded when it is asked for: few schemas have patterns for names."""
    return facts.instances.matches(pattern, text)


_SCHEMA = "openapi: 3.1.0\npaths: {}\ncomponents:\n  schemas:\n    Ho: "
_OLDER = _SCHEMA.replace("3.1.0", "3.0.3")
GOOD = [
    _SCHEMA + "{required: [ma], additionalProperties: false, patternProperties: {'^m': true}}\n",
    _SCHEMA + "{allOf: [{type: number}, {type: integer}, {type: [integer, string]}], minimum: 1, maximum: 1}\n",
    _OLDER + "{type: string, nullable: true, enum: [a, null]}\n",
    _OLDER + "{$ref: '#/components/schemas/A', minLength: 3, maxLength: 2, type: string}\n    A: {type: integer}\n",
    _SCHEMA + "{type: object, required: [c], properties: {c: {items: {$ref: '#/components/schemas/Ho'}}}}\n",
    _OLDER + "{type: string, nullable: true, enum: [A, null], pattern: '^[A-Z]$', maxLength: 1, minProperties: 3}\n",
    _OLDER + "{type: string, minItems: 3, maxItems: 2, oneOf: [{type: integer}, {}]}\n",
]
BAD = {
    "ma is required, and the schema allows no member of that name": _SCHEMA
    + "{required: [ma], properties: {so: {}}, additionalProperties: false}  # <-\n",
    # a pattern over which other engines backtrack without end
    f"{'m' * 40}_a is required, and the schema allows no member of that name": _SCHEMA
    + "{required: ["
    + "m" * 40
    + "_a], additionalProperties: false, patternProperties: {'^(m+)+$': true}}  # <-\n",
    "ten is required, and the schema allows no member of that name": _OLDER
    + "{allOf: [{$ref: '#/components/schemas/A'}, {required: [ten], properties: {ten: {}}}]}  # <-\n"
    "    A: {properties: {ma: {}}, additionalProperties: false}\n",
    "no value keeps to `minLength: 5` and `maxLength: 3`": _SCHEMA + "{minLength: 5, maxLength: 3}  # <-\n",
    "no value keeps to `minimum: 5` and `maximum: 5`": _OLDER
    + "{minimum: 5, maximum: 5, exclusiveMaximum: true} # <-\n",
    "the parts of the schema exclude each other: one wants string, another object": _SCHEMA
    + "{allOf: [{type: string}, {type: object}]}  # <-\n",
    "value 2 of `enum` is of another type than the schema wants, which is string": _SCHEMA
    + "{type: string, enum: ['01', 02]}  # <-\n",
    "no value is in all lists of values that count here": _SCHEMA + "{enum: [a], const: b}  # <-\n",
    "ma is required, and the parts of the schema want types of it that exclude each other": _SCHEMA
    + "{allOf: [{required: [ma], properties: {ma: {type: string}}}, {properties: {ma: {type: integer}}}]}  # <-\n",
    "loai is required, and the parts of the schema list no value of it in common": _SCHEMA
    + "{allOf: [{required: [loai], properties: {loai: {const: A}}}, {properties: {loai: {const: B}}}]}  # <-\n",
    "value 2 of `enum` does not keep to `pattern: ^[A-Z]$`": _SCHEMA + "{enum: [A, b], pattern: '^[A-Z]$'}  # <-\n",
    "2 names are required, and `maxProperties` allows 1": _SCHEMA + "{required: [a, b], maxProperties: 1}  # <-\n",
    "no alternative in `oneOf` has the type that the schema wants, which is object": _SCHEMA
    + "{type: object, oneOf: [{type: string}]}  # <-\n",
    "a value would have to hold another one of the same schema, without end": _SCHEMA
    + "{type: object, required: [cha], properties: {cha: {$ref: '#/components/schemas/Ho'}}}  # <-\n",
}
IRRELEVANT = [_SCHEMA + "{type: string}\n"]
