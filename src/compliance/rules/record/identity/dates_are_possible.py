"""The dates of a record can be true.

Broken: A date in the record cannot be true

What is so today cannot begin in the future, nothing ends before it begins, and nothing was decided on a day to come.
A record that is out of step with the calendar is not used to say how far a platform has come.

To mend it, write the day on which it happened, or the state in which it is today.

Shows that the dates fit together and the day of the audit. Does not show that they are true. Days of plans and terms
may lie in the future.
"""

from collections.abc import Iterator

from compliance.model.facts import Facts
from compliance.model.record import Record
from compliance.model.rule import rule
from compliance.model.violation import Violation
from compliance.rules.record._days import days_of_acts
from compliance.rules.record._spans import ends_of_today, spans, states_of_today


def has_dates(record: Record) -> bool:
    days = (*states_of_today(record), *ends_of_today(record), *days_of_acts(record, record.at))
    return any(day is not None for _, day in days) or any(begins and ends for _, begins, ends in spans(record))


@rule("CV2765-2024.B", "KKTS26.B2", when=has_dates)
def dates_are_possible(record: Record, facts: Facts) -> Iterator[Violation]:
    for at, day in (*states_of_today(record), *days_of_acts(record, record.at)):
        if day is not None and day > facts.as_of:
            template = "{found} has not come, and the record says that it is so already"
            yield Violation(template, at, found=day)
    for at, day in ends_of_today(record):
        if day is not None and day < facts.as_of:
            yield Violation("it ended on {found}, and the record says that it is so today", at, found=day)
    for at, begins, ends in spans(record):
        if begins is not None and ends is not None and ends < begins:
            template = "it ends on {ends}, before it begins on {begins}"
            yield Violation(template, at, ends=ends, begins=begins)


_RECORD = "slug: household-business\nowner: {code: G12}\n"
GOOD = [
    _RECORD + "status: operating\noperational_from: 2026-01-01\n",
    _RECORD + "operational_from: 0001-01-01\nended_on: 9999-12-31\n",
    _RECORD + "framework: {issued: 2026-10-05}\nplan: {on: 2026-01-05, complete_by: 2028-12-31}\n",
]
IRRELEVANT = [
    _RECORD,
    _RECORD + "connections: [{via: ndxp, status: planned, since: 9999-12-31}]\n",
    _RECORD + "security_level: {approval_planned_on: 2027-01-01}\n",
]
BAD = {
    "31 December 9999 has not come, and the record says that it is so already": _RECORD
    + "connections:\n- {via: ndxp, status: in-use, since: 9999-12-31}  # <-\n",
    "1 March 2027 has not come, and the record says that it is so already": _RECORD
    + "services:\n- {id: households, refusals: [{on: 2027-03-01}]}  # <-\n",
    "it ended on 1 March 2026, and the record says that it is so today": _RECORD
    + "connections:\n- {via: ndxp, status: in-use, ended_on: 2026-03-01}  # <-\n",
    "it ends on 1 January 2026, before it begins on 1 February 2026": _RECORD
    + "operational_from: 2026-02-01\nended_on: 2026-01-01  # <-\n",
}
