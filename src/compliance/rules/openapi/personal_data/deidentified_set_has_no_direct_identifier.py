"""Data that is marked as de-identified holds no direct identifier.

Broken: Data that is said to be de-identified holds fields that name persons

With a citizen id, a name or a telephone number beside it a record is that of a person again. A field is recognised by
`x-personal-data` or by its name.

To mend it, take the field out, or leave the mark away.

Shows the fields of the object and of the objects in it. Does not show that nobody can be found again by what is left.
"""

from collections import deque
from collections.abc import Iterator
from typing import Final

from compliance.model.facts import Facts
from compliance.model.grades import Proof
from compliance.model.openapi.schema import Property, Schema
from compliance.model.personal_data import mark_on
from compliance.model.rule import rule
from compliance.model.selection import having
from compliance.model.violation import Violation

MESSAGES: Final = (MESSAGE := "{name} names a person, and the data is marked as de-identified",)
IDENTIFYING: Final = frozenset(
    {
        "citizen_id",
        "full_name",
        "phone",
        "email",
        "passport",
        "social_insurance",
        "health_insurance",
        "household_vehicle_land",
        "bank_account",
        "biometrics",
    }
)
MOST: Final = 500


def is_said(schema: Schema, _facts: Facts) -> bool:
    return schema.node.mapping.get("x-deidentified") in (True, "true", "True")


@rule("L91-2025.D14.K6", proof=Proof.INDICATIVE, when=having("x-deidentified").narrowed(is_said))
def deidentified_set_has_no_direct_identifier(schema: Schema, facts: Facts) -> Iterator[Violation]:
    for field in members(schema):
        is_named = facts.field_names.concept(field.name) in IDENTIFYING
        if is_named and mark_on(field, facts) is not False:
            yield Violation(MESSAGE, at=field, name=field.name, related=schema, is_counted=True)


def members(schema: Schema) -> Iterator[Property]:
    """Yield the fields of an object, and of what it holds, each once; what is marked too is looked at by itself."""
    waiting, seen = deque([schema]), {id(schema.node.raw)}
    while waiting and len(seen) < MOST:
        here = waiting.popleft()
        found = here.members()
        for name, member in found.items():
            yield Property(member.files, member.node, name, here.node)
        inner = (*found.values(), here.items, *(choice for listed in here.choices() for choice in listed))
        for each in inner:
            if each is not None and id(each.node.raw) not in seen and not each.keyword("x-deidentified"):
                seen.add(id(each.node.raw))
                waiting.append(each)


_SCHEMAS = "openapi: 3.1.0\npaths: {}\ncomponents:\n  schemas:\n    Thong_ke:\n      x-deidentified: true\n      "
GOOD = [
    _SCHEMAS + "properties: {tuoi: {type: integer}, ma_tinh: {type: string}}\n",
    _SCHEMAS + "properties: {email: {type: string, x-personal-data: none}}\n",
]
BAD = {
    "phone names a person, and the data is marked as de-identified": _SCHEMAS
    + "properties:\n        phone: {type: string}  # <-\n",
    "so_cccd names a person, and the data is marked as de-identified": """
        swagger: '2.0'
        paths: {}
        definitions:
          Nguoi: {properties: {so_cccd: {type: string}}}  # <-
          Tap:
            x-deidentified: true
            properties: {nguoi: {type: array, items: {$ref: '#/definitions/Nguoi'}}}
        """,
    "bienSoXe names a person, and the data is marked as de-identified": _SCHEMAS
    + "allOf:\n      - properties:\n          bienSoXe: {x-personal-data: basic}  # <-\n",
}
IRRELEVANT = [_SCHEMAS.replace("true", "false") + "properties: {phone: {type: string}}\n"]
