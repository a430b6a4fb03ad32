"""Fields for a personal identification number state that it has twelve digits.

Broken: A field for a personal identification number does not state its twelve digits

The number has twelve digits and may begin with zero. Who does not know it from the document cuts it off, pads it or
sends the nine digits of an old card. A field is recognised by its name.

To mend it, write `type: string` and `pattern: '^[0-9]{12}$'`. Where the old identity card is meant too, name it and
take nine digits beside twelve.

Shows what the document says of the length. Does not show that the values are numbers of people, nor anything of fields
for any identity paper or for the old identity card alone.
"""

from collections.abc import Iterator
from typing import Final

from compliance.model.codelist import tells
from compliance.model.facts import Facts
from compliance.model.grades import Proof
from compliance.model.openapi.field import Field
from compliance.model.openapi.schema import Property
from compliance.model.rule import rule
from compliance.model.selection import field_named
from compliance.model.text_limits import UNREADABLE, is_limited, is_number, is_readable, is_text, takes
from compliance.model.violation import Unknown, Violation

MESSAGES: Final = (
    TYPE := "{name} is a number, and twelve digits may begin with zero",
    REFUSED := "{name} does not take twelve digits",
    OPEN := "{name} states neither pattern nor length, twelve digits are meant",
    LAX := "{name} also takes {count_of_digits} digits, twelve are meant",
)
TWELVE: Final = ("001199012345", "079201012345")
OLD_CARD: Final = 9
DIGITS: Final = {11: "00119901234", 13: "0011990123456", OLD_CARD: "012345678"}


def is_number_of_a_person(property_: Property, facts: Facts) -> bool:
    """Return whether only the number is meant: not any paper, not the old card alone, nothing that hides it."""
    words, name = facts.field_words, property_.name
    is_other = tells(name, words["any-paper"]) or tells(name, words["old-card"] - {"identity card", "id card"})
    is_hidden = property_.schema.keyword("format") in ("uuid", "byte", "binary")
    return not is_hidden and (not is_other or tells(name, ("cccd", "can cuoc", "dinh danh")))


@rule("NDX-IDN-13", proof=Proof.INDICATIVE, when=field_named("citizen_id").narrowed(is_number_of_a_person))
def citizen_id_is_twelve_digits(property_: Property, facts: Facts) -> Iterator[Violation | Unknown]:
    schema, name = property_.schema, property_.name
    at = Field(property_.files, property_.node, name, schema).cause
    if not is_readable(schema, facts.instances):
        yield Unknown(UNREADABLE, at=property_)
    if is_number(schema):
        yield Violation(TYPE, at=at, name=name, is_counted=True)
    elif not is_text(schema):
        return
    elif not any(takes(schema, text, facts.instances) is not False for text in TWELVE):
        if schema.keyword("enum") is None and schema.keyword("const") is None:
            yield Violation(REFUSED, at=at, name=name, is_counted=True)
    elif not is_limited(schema):
        yield Violation(OPEN, at=at, name=name, is_counted=True)
    else:
        for count, text in DIGITS.items():
            is_lawful = count == OLD_CARD and names_old_card(property_, facts)
            if takes(schema, text, facts.instances) and not is_lawful:
                yield Violation(LAX, at=at, name=name, count_of_digits=count, is_counted=True)
                return


def names_old_card(property_: Property, facts: Facts) -> bool:
    """Return whether name or description tell of the old identity card."""
    texts = (property_.name, *(str(property_.schema.keyword(key) or "") for key in ("description", "title")))
    return any(tells(text, facts.field_words["old-card"]) for text in texts)


_SCHEMA = "openapi: 3.1.0\npaths: {}\ncomponents:\n  schemas:\n    Nguoi:\n      properties:\n        "
GOOD = [
    _SCHEMA + "so_cccd: {type: string, pattern: '^\\d{12}$'}\n",
    _SCHEMA + "citizen_id: {type: [string, 'null'], minLength: 12, maxLength: 12}\n",
    _SCHEMA + "soDinhDanh: {type: string, pattern: '^([0-9]{9}|[0-9]{12})$', description: CCCD hoặc CMND cũ}\n",
    _SCHEMA + "so_cccd: {oneOf: [{type: string, pattern: '^[0-9]{12}$'}, {type: 'null'}]}\n",
]
BAD = {
    "so_cccd does not take twelve digits": _SCHEMA + "so_cccd: {type: string, maxLength: 9}  # <-\n",
    "soCCCD does not take twelve digits": """
        swagger: '2.0'
        paths: {}
        definitions:
          Id: {type: string, pattern: '^[0-9]{9}$'}  # <-
          A: {properties: {soCCCD: {$ref: '#/definitions/Id'}}}
          B: {properties: {soCCCD: {$ref: '#/definitions/Id'}}}
        """,
    "cccd states neither pattern nor length, twelve digits are meant": _SCHEMA + "cccd: {type: string}  # <-\n",
    "so_cccd also takes 13 digits, twelve are meant": _SCHEMA
    + "so_cccd: {type: string, minLength: 12, maxLength: 20}  # <-\n",
    "so_dinh_danh also takes 9 digits, twelve are meant": _SCHEMA
    + "so_dinh_danh: {anyOf: [{pattern: '^[0-9]{9}$'}, {pattern: '^[0-9]{12}$'}]}  # <-\n",
    "citizen_id is a number, and twelve digits may begin with zero": _SCHEMA + "citizen_id: {type: integer}  # <-\n",
}
IRRELEVANT = [
    _SCHEMA + "so_cmnd: {type: string, maxLength: 9}\n",
    _SCHEMA + "soGiayToTuyThan: {type: string}\n",
    _SCHEMA + "citizen_id: {type: string, format: uuid}\n",
    _SCHEMA + "citizen_id: {type: integer, x-personal-data: none}\n",
]
UNKNOWN = [_SCHEMA + "so_cccd: {type: string, pattern: '('}\n"]
