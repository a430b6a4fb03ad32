"""A birth date may be a year alone, or a year and a month.

Broken: A birth date has to be a whole day, and of many people only the year is known

Of many older people papers give the year alone. Where a whole day is required, somebody writes 1 January, and persons
are no longer told apart or found. A field is recognised by its name.

To mend it, take a year and a year with a month too (`pattern` or `oneOf`), say in a field beside it how much is known,
or do not require the date.

Shows what the document demands. Does not show that the service keeps what is only partly known.
"""

from collections.abc import Iterator
from typing import Final

from compliance.model.codelist import tells
from compliance.model.facts import Facts
from compliance.model.grades import Proof
from compliance.model.openapi.schema import Property, Schema
from compliance.model.rule import rule
from compliance.model.selection import field_named
from compliance.model.text_limits import UNREADABLE, answered_once, is_readable, is_text, takes
from compliance.model.violation import Unknown, Violation
from compliance.rules.openapi.identifiers._siblings import tell

MESSAGES: Final = (
    MESSAGE := "{name} is required and takes whole days only; a year alone, or a field for what is known, is missing",
)
YEARS: Final = ("1950", "1950-05", "05/1950", "1950-00-00", "195000", "19500000", "00/00/1950", "00001950")
WHOLE: Final = ("date", "date-time")


def is_required(property_: Property, _facts: Facts) -> bool:
    """Return whether a whole birth date has to be given: required, and its name says no part of a date."""
    is_part = tells(property_.name, ("nam", "thang", "year", "month", "text")) and not tells(property_.name, ("ngay",))
    return property_.name in property_.parent.strings("required") and not is_part


@rule(
    "TT13-2017.D8.K2",
    proof=Proof.INDICATIVE,
    when=field_named("birth_date").narrowed(is_required),
)
def birth_date_may_be_partial(property_: Property, facts: Facts) -> Iterator[Violation | Unknown]:
    schema = property_.schema
    if not is_readable(schema, facts.instances):
        yield Unknown(UNREADABLE, at=property_)
    is_told = tell(property_, facts, "partial-date")
    may_be_null = "null" in schema.types() or schema.keyword("nullable") is True
    if is_told or may_be_null:
        return
    if answered_once(schema, "whole day", lambda meant: wants_whole_day(meant, facts)):
        yield Violation(MESSAGE, at=property_, name=property_.name)


def wants_whole_day(schema: Schema, facts: Facts, depth: int = 0) -> bool:
    """Return whether a schema takes no part of a date: by its format, by its pattern, or in each of its choices."""
    if schema.keyword("format") in WHOLE:
        return True
    if any(all(wants_whole_day(choice, facts, depth + 1) for choice in listed) for listed in choices(schema, depth)):
        return True
    return is_text(schema) and all(takes(schema, text, facts.instances) is False for text in YEARS)


def choices(schema: Schema, depth: int) -> Iterator[list[Schema]]:
    deepest = 3
    if depth < deepest:
        yield from (list(listed) for listed in schema.choices() if listed)


_SCHEMA = "openapi: 3.1.0\npaths: {}\ncomponents:\n  schemas:\n    Nguoi:\n      "
GOOD = [
    _SCHEMA
    + "required: [ngay_sinh]\n      properties: {ngay_sinh: {type: string, pattern: '^[0-9]{4}(-[0-9]{2}){0,2}$'}}\n",
    _SCHEMA + "required: [dob]\n      properties: {dob: {oneOf: [{format: date}, {pattern: '^[0-9]{4}$'}]}}\n",
    _SCHEMA
    + "required: [ngaySinh]\n      properties: {ngaySinh: {type: string, format: date}, ccns: {type: integer}}\n",
    _SCHEMA + "required: [ngaySinh]\n      properties: {ngaySinh: {type: string}}\n",
]
_FOUND = "is required and takes whole days only; a year alone, or a field for what is known, is missing"
BAD = {
    f"birth_date {_FOUND}": _SCHEMA
    + "required: [birth_date]\n      properties:\n        birth_date: {type: string, format: date}  # <-\n",
    f"NgaySinh {_FOUND}": """
        swagger: '2.0'
        paths: {}
        definitions:
          Ngay: {type: string, pattern: '^(0[1-9]|[12][0-9]|3[01])/(0[1-9]|1[0-2])/[0-9]{4}$'}
          Nguoi:
            required: [NgaySinh]
            properties:
              NgaySinh: {$ref: '#/definitions/Ngay'}  # <-
        """,
}
IRRELEVANT = [
    _SCHEMA + "properties: {ngay_sinh: {type: string, format: date}}\n",
    _SCHEMA + "required: [nam_sinh]\n      properties: {nam_sinh: {type: string, format: date}}\n",
]
UNKNOWN = [_SCHEMA + "required: [dob]\n      properties: {dob: {type: string, pattern: '('}}\n"]
