"""Codes of provinces and communes, which may begin with zero, are text.

Broken: A place code is a number and loses its first zero

The province code `01` that travels as a number arrives as 1, and then names no place. A field is recognised by its
name.

To mend it, write `type: string`, with a pattern that states the digits.

Shows the type of fields whose names were recognised. Does not show that the values are right, nor anything of other
identifiers: no clause that was read speaks of the type of tax codes or telephone numbers.
"""

from collections.abc import Iterator

from compliance.model.grades import Proof
from compliance.model.openapi.schema import Property
from compliance.model.rule import rule
from compliance.model.selection import field_named
from compliance.model.violation import Violation

NUMERIC = ("integer", "number")


@rule("NDX-IDN-16", proof=Proof.INDICATIVE, when=field_named("province_code", "commune_code"))
def identifiers_are_text(field: Property) -> Iterator[Violation]:
    types = field.schema.types()
    for numeric in NUMERIC:
        if numeric in types:
            yield Violation("{name} has the type {found}, string is required", at=field, name=field.name, found=numeric)


_SCHEMA = "openapi: 3.1.0\npaths: {}\ncomponents:\n  schemas:\n    Household:\n      properties:\n        "
GOOD = [_SCHEMA + "province_code: {type: string, pattern: '^[0-9]{2}$'}\n", _SCHEMA + "ma_xa: {description: bare}\n"]
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
}
IRRELEVANT = [_SCHEMA + "province_id: {type: integer}\n", _SCHEMA + "phone: {type: integer}\n"]
