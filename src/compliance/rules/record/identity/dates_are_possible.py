"""The dates of a record can be true.

Broken: A date in the record cannot be true

What is so today cannot begin in the future, and nothing ends before it begins.
A record that is out of step with the calendar is not used to say how far a platform has come.

To mend it, write the day on which it happened, or the state in which it is today.

Shows that the dates fit together and the day of the audit. Does not show that they are true.
"""

from collections.abc import Iterator
from datetime import date

from compliance.model.facts import Facts
from compliance.model.location import Place
from compliance.model.record import Record
from compliance.model.rule import rule
from compliance.model.violation import Violation

Span = tuple[Place, date | None, date | None]


def states_of_today(record: Record) -> Iterator[tuple[Place, date | None]]:
    """Yield where something is said to be so today, and since when."""
    if record.life_cycle == "operating":
        yield record.at.child("operational_from"), record.operational_from
    yield record.at.child("provenance", "updated_on"), record.provenance.updated_on
    for connection in record.listed_connections():
        if connection.is_connected:
            yield connection.at.child("since"), connection.since


def spans(record: Record) -> Iterator[Span]:
    """Yield where an end stands, and the beginning and the end."""
    yield record.at.child("ended_on"), record.operational_from, record.ended_on
    for index, owner in enumerate(record.owner_history or ()):
        yield record.at.child("owner_history", index, "until"), owner.since, owner.until
    for notice in record.listed_notices():
        back = notice.expected_back_on
        yield notice.at.child("expected_back_on"), notice.starts_on, back if isinstance(back, date) else None


def has_dates(record: Record) -> bool:
    fits = any(begins and ends for _, begins, ends in spans(record))
    return fits or any(day is not None for _, day in states_of_today(record))


@rule("CV2765-2024.B", "KKTS26.B2", when=has_dates)
def dates_are_possible(record: Record, facts: Facts) -> Iterator[Violation]:
    for at, day in states_of_today(record):
        if day is not None and day > facts.as_of:
            template = "{found} has not come, and the record says that it is so already"
            yield Violation(template, at, found=day)
    for at, begins, ends in spans(record):
        if begins is not None and ends is not None and ends < begins:
            template = "it ends on {ends}, before it begins on {begins}"
            yield Violation(template, at, ends=ends, begins=begins)


_RECORD = "slug: household-business\nowner: {code: G12}\n"
GOOD = [
    _RECORD + "status: operating\noperational_from: 2026-01-01\n",
    _RECORD + "operational_from: 0001-01-01\nended_on: 9999-12-31\n",
]
IRRELEVANT = [_RECORD, _RECORD + "connections: [{via: ndxp, status: planned, since: 9999-12-31}]\n"]
BAD = {
    "31 December 9999 has not come, and the record says that it is so already": _RECORD
    + "connections:\n- {via: ndxp, status: in-use, since: 9999-12-31}  # <-\n",
    "it ends on 1 January 2026, before it begins on 1 February 2026": _RECORD
    + "operational_from: 2026-02-01\nended_on: 2026-01-01  # <-\n",
}
