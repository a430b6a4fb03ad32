"""Codes of provinces and communes, which may begin with zero, are text.

Broken: A place code is a number and loses its first zero

The province code `01` that travels as a number arrives as 1, and then names no place. A field is recognised by its
name.

To mend it, write `type: string`, with a pattern that states the digits, and write examples and defaults in quotes.

Shows the type of properties and parameters whose names were recognised. Does not show that the values are right, nor
anything of other identifiers: no clause that was read speaks of the type of tax codes or telephone numbers.
"""

from collections.abc import Iterator
from typing import Any

from compliance.model.grades import Proof
from compliance.model.openapi.field import Field
from compliance.model.rule import rule
from compliance.model.selection import field_named
from compliance.model.violation import Violation

NUMERIC = ("integer", "number")
VALUES = ("default", "example", "examples", "const", "enum")
CODES = field_named("province_code", "commune_code", "unit_code", "province", "commune")


def is_code(field: Field, facts: Any) -> bool:
    """Return whether a field holds a code: no key of a table does, a place without `code` only as a number."""
    if field.keyword("x-key") is True:
        return False
    is_name = facts.field_names.concept(field.name) in {"province", "commune"}
    return not is_name or not field.schema.types().isdisjoint(NUMERIC) or has_digits(field.keyword("enum"))


def has_digits(listed: Any) -> bool:
    return isinstance(listed, list) and bool(listed) and all(str(value).isdecimal() for value in listed)


@rule("NDX-IDN-16", proof=Proof.INDICATIVE, when=CODES.narrowed(is_code))
def identifiers_are_text(field: Field) -> Iterator[Violation]:
    types = field.schema.types()
    for numeric in NUMERIC:
        if numeric in types:
            yield Violation("{name} has the type {found}, string is required", at=field, name=field.name, found=numeric)
            return
    for keyword in VALUES:
        value = field.keyword(keyword)
        if any(type(each) in {int, float} for each in (value if isinstance(value, list) else (value,))):
            template = "the `{keyword}` of {name} is a number; in quotes its first zero stays"
            yield Violation(template, at=field, name=field.name, keyword=keyword)


_SCHEMA = "openapi: 3.1.0\npaths: {}\ncomponents:\n  schemas:\n    Household:\n      properties:\n        "
_QUERY = "openapi: 3.0.3\npaths: {/xa: {get: {parameters: ["
GOOD = [
    _SCHEMA + "province_code: {type: string, pattern: '^[0-9]{2}$'}\n",
    _QUERY + "{name: maTinh, in: query, schema: {type: string, example: '01'}}]}}}\n",
]
BAD = {
    "province_code has the type integer, string is required": _SCHEMA + "province_code: {type: integer}  # <-\n",
    "ma_xa has the type number, string is required": _SCHEMA
    + "ma_xa: {anyOf: [{type: number}, {type: 'null'}]}  # <-\n",
    "maTinh has the type integer, string is required": """
        swagger: '2.0'
        paths: {}
        definitions:
          Code: {type: integer}
          Household: {properties: {maTinh: {allOf: [{$ref: '#/definitions/Code'}]}}}  # <-
        """,
    "maTinhKS has the type integer, string is required": _QUERY
    + "{name: maTinhKS, in: query, schema: {type: integer}}]}}}  # <-\n",
    "the `example` of ma_xa is a number; in quotes its first zero stays": _SCHEMA + "ma_xa: {example: 01}  # <-\n",
    "the `enum` of ma_xa is a number; in quotes its first zero stays": _SCHEMA + "ma_xa: {enum: ['01', 02]}  # <-\n",
}
IRRELEVANT = [
    _SCHEMA + "province_id: {type: integer}\n",
    _SCHEMA + "ma_tinh: {type: integer, format: int64, x-key: true}\n",
    _SCHEMA + "tinh_thanh: {type: string}\n",
]
