"""Identifiers and codes that can begin with zero have the type string.

A citizen id, tax code, province code or telephone number that travels as a number loses its leading zeros, and with
them its meaning. Write `type: string`, with a pattern that states its digits.

Shows the type of fields whose names were recognised. Does not show that the values are right.
"""

from collections.abc import Iterator

from compliance.model.facts import Facts
from compliance.model.openapi.nodes import Property
from compliance.model.rule import rule
from compliance.model.violation import Violation

IDENTIFYING = frozenset({"citizen_id", "tax_code", "enterprise_code", "province_code", "commune_code", "phone"})
NUMERIC = ("integer", "number")


def is_identifier(field: Property, facts: Facts) -> bool:
    return facts.field_names.concept(field.name) in IDENTIFYING


@rule("NDX-IDN-13", "NDX-IDN-16", when=is_identifier)
def identifiers_are_text(field: Property) -> Iterator[Violation]:
    types = field.schema.types()
    for numeric in NUMERIC:
        if numeric in types:
            yield Violation("{name} has the type {found}, string is required", at=field, name=field.name, found=numeric)


_SCHEMA = "openapi: 3.1.0\npaths: {}\ncomponents:\n  schemas:\n    Household:\n      properties:\n        "
GOOD = [_SCHEMA + "citizen_id: {type: string, pattern: '^[0-9]{12}$'}\n", _SCHEMA + "phone: {description: bare}\n"]
BAD = {
    "citizen_id has the type integer, string is required": _SCHEMA + "citizen_id: {type: integer}\n",
    "ma_so_thue has the type number, string is required": _SCHEMA + "ma_so_thue: {type: [number, 'null']}\n",
    "maTinh has the type integer, string is required": """
        swagger: '2.0'
        paths: {}
        definitions:
          Code: {type: integer}
          Household: {properties: {maTinh: {$ref: '#/definitions/Code'}}}
        """,
}
IRRELEVANT = [_SCHEMA + "province: {type: integer}\n", _SCHEMA + "enterprise_id: {type: integer}\n"]
