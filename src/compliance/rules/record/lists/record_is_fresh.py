"""A record was confirmed or changed within twelve months.

Broken: The record was not confirmed for more than a year

Who relies on a record has to know that somebody still stands for it.

To mend it, look through the record, and write the day in `provenance.updated_on`.

Shows that the owner says to have looked. Does not show that nothing changed since. The letter asks for updates in time,
and names no number of months: twelve is a measure of this tool. What was made up for a simulation is not meant.
"""

from collections.abc import Iterator

from compliance.model.facts import Facts
from compliance.model.grades import Proof
from compliance.model.record import Record
from compliance.model.rule import rule
from compliance.model.violation import Unknown, Violation
from compliance.rules.record._said import unsaid


def is_declared(record: Record) -> bool:
    return record.is_declared and not record.simulated


@rule("CV2765-2024.B", proof=Proof.INDICATIVE, when=is_declared)
def record_is_fresh(record: Record, facts: Facts) -> Iterator[Violation | Unknown]:
    provenance, day = record.provenance, facts.as_of
    confirmed = provenance.declared_by.on if provenance.declared_by else None
    days = [each for each in (provenance.updated_on, confirmed) if each is not None]
    if not days:
        yield unsaid(record, "provenance.updated_on")
    elif (max(days).year + 1, max(days).month, max(days).day) < (day.year, day.month, day.day):
        at = record.at.child("provenance", "updated_on" if provenance.updated_on else "declared_by")
        yield Violation("the record was last confirmed on {date}, more than a year ago", at, date=max(days))


_RECORD = "slug: household-business\nowner: {code: G12}\n"
GOOD = [
    _RECORD + "provenance: {updated_on: 2026-01-15}\n",
    _RECORD + "provenance: {updated_on: 2020-02-29, declared_by: {unit: Cục Ví dụ, on: 2026-01-15}}\n",
]
BAD = {
    "the record was last confirmed on 15 September 2025, more than a year ago": _RECORD
    + "provenance: {updated_on: 2025-09-15}  # <-\n",
}
UNKNOWN = [_RECORD, _RECORD + "provenance: {}\n"]
IRRELEVANT = [
    _RECORD + "provenance: {declared: false, updated_on: 2020-01-01}\n",
    _RECORD + "simulated: true\nprovenance: {updated_on: 2020-01-01}\n",
]
