"""The contact for operation has unit, person, telephone number and e-mail address.

Broken: The contact for operation is incomplete, or cannot be reached as it is written

Whoever gets stuck at night needs a number, not a ministry.

To mend it, write unit, person or office, `phone` and `email` in `operation_contact`.

Shows that the record gives a contact, and that a number and an address stand in it. Does not show that anybody
answers.
"""

from collections.abc import Iterator
from typing import Final

from compliance.model.pattern import late
from compliance.model.record import NONE, Record
from compliance.model.record_form import Contact, is_none
from compliance.model.rule import rule
from compliance.model.violation import Unknown, Violation
from compliance.rules.record._said import is_unsaid, unsaid

FORMS: Final = {
    "phone": late(r"\d[\s().\-/]{0,3}\d[\s().\-/]{0,3}\d"),
    "email": late(r"[^\s@<>;,]+@[^\s@.<>;,]+(\.[^\s@.<>;,]+)+"),
}
MOST: Final = 300


@rule("CV2765-2024.D", "ND47-2020.D7.K1", needs=("operation_contact",))
def operation_contact_is_complete(record: Record) -> Iterator[Violation | Unknown]:
    contact, at = record.operation_contact, record.at.child("operation_contact")
    if contact == NONE:
        yield Violation("the record names no contact for operation", at)
    if not isinstance(contact, Contact):
        return
    for field in ("unit", "person", "phone", "email"):
        value = getattr(contact, field)
        if is_none(value):
            yield Violation("the contact for operation has no {field}", at.child(field), key=field, field=field)
        elif is_unsaid(value):
            yield unsaid(record, f"operation_contact.{field}")
        elif field in FORMS and not FORMS[field].search(value[:MOST]):
            template = "what the record gives as {field} of the contact for operation has not the form of one"
            yield Violation(template, at.child(field), key=field, field=field)


def _record(phone: str, email: str) -> str:
    contact = f"unit: Cục Ví dụ, person: Trực vận hành, phone: '{phone}', email: '{email}'"
    return f"slug: household-business\nowner: {{code: G12}}\noperation_contact: {{{contact}}}"


_RECORD = "slug: household-business\nowner: {code: G12}\n"
GOOD = [
    _record(phone, "Trực <truc@vi-du.gov.vn>")
    for phone in ("+84 (24) 3974-0000", "1022", "024.3974.0000 máy lẻ 12", "024 3974 0000 (trực), 0912 345 678")
]
BAD = {
    "the record names no contact for operation": _RECORD + "operation_contact: none  # <-\n",
    "the contact for operation has no phone": _record("none", "truc@vi-du.gov.vn") + "  # <-\n",
    "the contact for operation has no email": _RECORD + "operation_contact: {email: none}  # <-\n",
    "what the record gives as email of the contact for operation has not the form of one": _record("1022", "abc@")
    + "  # <-",
    "what the record gives as phone of the contact for operation has not the form of one": (
        _record("xem trang web", "truc@vi-du.gov.vn") + "  # <-"
    ),
}
UNKNOWN = [
    _RECORD,
    _RECORD + "operation_contact: {}\n",
    _RECORD + "operation_contact: {unit: Cục Ví dụ, person: Trực vận hành, phone: '1022'}\n",
    _RECORD + "operation_contact: none\nprovenance: {declared: false}\n",
]
