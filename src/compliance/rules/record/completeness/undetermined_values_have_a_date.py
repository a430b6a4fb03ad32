"""A value that is not determined yet has a contact and a day that has not passed.

Broken: A value is not determined in time, or nobody is to find it out

`undetermined` without a day is a blank with a longer name.

To mend it, write the value, or the contact who finds it out and a day to come.

Shows that somebody and a day are named. Does not show that anybody is at it.
"""

from collections.abc import Iterator

from compliance.model.facts import Facts
from compliance.model.record import Record, UndeterminedField
from compliance.model.record_form import Contact
from compliance.model.rule import rule
from compliance.model.violation import Violation


def has_undetermined_values(record: Record) -> bool:
    return bool(record.undetermined)


@rule("KKTS26.UNKNOWN", when=has_undetermined_values)
def undetermined_values_have_a_date(record: Record, facts: Facts) -> Iterator[Violation]:
    for value in record.undetermined:
        at = value.at.child("undetermined")
        if not _names_somebody(value):
            yield Violation("{field} is not determined, and nobody is named to ask", at=at, field=value.path)
        if value.due is None:
            yield Violation("{field} is not determined, and no day is given for it", at=at, field=value.path)
        elif value.due < facts.as_of:
            template = "{field} was to be determined by {due}"
            yield Violation(template, at=at.child("due"), field=value.path, due=value.due)


def _names_somebody(value: UndeterminedField) -> bool:
    contact = value.contact
    if isinstance(contact, Contact):
        said = (contact.unit, contact.person, contact.phone, contact.email)
        return any(each is not None and each.strip() not in {"", "none"} for each in said)
    return contact is not None and contact.strip() not in {"", "none"}


_RECORD = "slug: household-business\nowner: {code: G12}\n"
GOOD = [
    _RECORD + "field: {undetermined: {contact: Phòng Ví dụ, due: 2027-12-31}}\n",
    _RECORD + "services: [{id: a, fee: {agency: {undetermined: {contact: {unit: Phòng Ví dụ}, due: 9999-12-31}}}}]\n",
]
BAD = {
    "field was to be determined by 31 October 2026": _RECORD
    + "field: {undetermined: {contact: Phòng Ví dụ, due: 2026-10-31}}  # <-\n",
    "field is not determined, and no day is given for it": _RECORD
    + "field: {undetermined: {contact: Phòng Ví dụ}}  # <-\n",
    "field is not determined, and nobody is named to ask": _RECORD + "field: {undetermined: {due: 2027-12-31}}  # <-\n",
    "owner is not determined, and nobody is named to ask": (
        "slug: household-business\nowner:\n  undetermined:  # <-\n"
        "    contact: {role: data, unit: ' '}\n    due: 2027-12-31\n"
    ),
}
IRRELEVANT = [_RECORD, _RECORD + "field: null\n"]
