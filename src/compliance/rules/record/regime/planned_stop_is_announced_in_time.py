"""A planned stop is announced publicly seven working days ahead, with its end.

Broken: A planned stop was not announced publicly seven working days ahead

Others plan their work around a stop that they know of. Force majeure is no plan, and a stop that is only seen from
outside is none either. The article is about information and services on line: to an interface between agencies it is
applied by analogy, and then a finding only warns.

To mend it, announce the next stop earlier and for everybody, and say until when it lasts.

Shows the days in the record. Does not show that anybody read the announcement. Working days are counted with bounds
where not all days off of a year are known: what may be in time is not called late.
"""

from collections.abc import Iterator
from datetime import date

from compliance.model.facts import Facts
from compliance.model.grades import Proof
from compliance.model.record import NONE, Notice
from compliance.model.rule import rule
from compliance.model.violation import Unknown, Violation

CLAUSE = "ND224-2026.D13.K1.A"
LEAST = 7
NEEDS = ("planned", "force_majeure", "starts_on", "noticed_on")


def may_be_planned(notice: Notice, facts: Facts) -> bool:
    clause = facts.catalogue.find(CLAUSE)
    starts, begins = notice.starts_on, clause.applies.start if clause is not None else None
    # because nobody is late whose last day for announcing it was before the clause bound
    is_before = starts is not None and begins is not None and facts.calendar.working_days(begins, starts).most < LEAST
    return notice.planned is not False and notice.force_majeure is not True and not is_before


@rule(CLAUSE, "ND47-2020.D43.K3", when=may_be_planned, needs=NEEDS)
def planned_stop_is_announced_in_time(notice: Notice, facts: Facts) -> Iterator[Violation | Unknown]:
    starts, noticed, at = notice.starts_on, notice.noticed_on, notice.at.child("noticed_on")
    if notice.planned is None or notice.force_majeure is None or starts is None or noticed is None:
        return
    left = _most_days(facts.as_of, starts, facts)
    if left >= LEAST and not (isinstance(noticed, date) and noticed <= facts.as_of):
        template = "the planned stop of {day} is {count} working days away, so that it can still be announced in time"
        yield Unknown(template, at=at, day=starts, count=left)
        return
    if not isinstance(noticed, date):
        yield Violation("the planned stop of {day} was not announced", at=at, day=starts)
        return
    days = facts.calendar.working_days(noticed, starts)
    if _most_days(noticed, starts, facts) < LEAST:
        template = "the planned stop of {day} was announced on {noticed}; working days ahead: {count}, required: 7"
        yield Violation(template, at=at, day=starts, noticed=noticed, count=days.most)
    elif days.least < LEAST:
        template = "whether {noticed} is seven working days before {day} hangs on days off that are not known here"
        yield Unknown(template, at=at, noticed=noticed, day=starts)
    yield from _of_the_notice(notice, starts)


def _most_days(after: date, until: date, facts: Facts) -> int:
    """Return how many working days there may be, with Saturdays for which a day off may have been swapped."""
    known = facts.calendar.working_days(after, until).most
    return known if known >= LEAST else known + facts.calendar.unlisted_saturdays(after, until)


def _of_the_notice(notice: Notice, starts: date) -> Iterator[Violation | Unknown]:
    if notice.public is False:
        template = "the planned stop of {day} was not announced to everybody"
        yield Violation(template, notice.at.child("public"), proof=Proof.INDICATIVE, day=starts)
    if notice.expected_back_on == NONE:
        template = "the announcement of the planned stop of {day} does not say until when it lasts"
        yield Violation(template, notice.at.child("expected_back_on"), proof=Proof.INDICATIVE, day=starts)
    for field in ("public", "expected_back_on"):
        if getattr(notice, field) is None:
            yield Unknown("the record does not say {field}", notice.at.child(field), field=field)


_RECORD = "slug: household-business\nowner: {code: G12}\nnotices:\n- "
_STOP = "the planned stop of 26 November 2026"
_REST = "planned: true, force_majeure: false, public: true, expected_back_on: 2026-11-27"
GOOD = [_RECORD + f"{{starts_on: 2026-11-26, noticed_on: 2026-10-20, {_REST}}}\n"]
BAD = {
    f"{_STOP} was announced on 20 November 2026; working days ahead: 4, required: 7": _RECORD
    + f"{{starts_on: 2026-11-26, noticed_on: 2026-11-20, {_REST}}}  # <-\n",
    f"{_STOP} was announced on 25 November 2026; working days ahead: 1, required: 7": _RECORD
    + f"{{starts_on: 2026-11-26, noticed_on: 2026-11-25, {_REST}}}  # <-\n",
    f"{_STOP} was not announced": _RECORD + f"{{starts_on: 2026-11-26, noticed_on: none, {_REST}}}  # <-\n",
    f"{_STOP} was not announced to everybody": _RECORD
    + f"{{starts_on: 2026-11-26, noticed_on: 2026-10-20, {_REST.replace('public: true', 'public: false')}}}  # <-\n",
    "the announcement of the planned stop of 26 November 2026 does not say until when it lasts": _RECORD
    + f"{{starts_on: 2026-11-26, noticed_on: 2026-10-20, {_REST.replace('2026-11-27', 'none')}}}  # <-\n",
}
UNKNOWN = [
    "slug: household-business\nowner: {code: G12}\n",
    _RECORD + "{starts_on: 2026-11-26, noticed_on: none}\n",
    _RECORD + "{starts_on: 2026-11-26, noticed_on: none, planned: true}\n",
    _RECORD + f"{{noticed_on: none, {_REST}}}\n",
    _RECORD + f"{{starts_on: 2026-11-26, {_REST}}}\n",
    _RECORD + f"{{starts_on: 2026-11-26, noticed_on: 2026-11-13, {_REST}}}\n",
    _RECORD + f"{{starts_on: 2026-12-10, noticed_on: none, {_REST}}}\n",
    _RECORD + f"{{starts_on: 2026-12-10, noticed_on: 2026-12-07, {_REST}}}\n",
    _RECORD + "{starts_on: 2026-11-26, noticed_on: 2026-10-20, planned: true, force_majeure: false, public: true}\n",
]
IRRELEVANT = [
    "slug: household-business\nowner: {code: G12}\nnotices: none\n",
    _RECORD + "{starts_on: 2026-11-26, noticed_on: none, planned: false}\n",
    _RECORD + "{starts_on: 2026-11-26, noticed_on: none, planned: true, force_majeure: true}\n",
    _RECORD + f"{{starts_on: 2026-06-30, noticed_on: none, {_REST}}}\n",
    _RECORD + f"{{starts_on: 2026-07-09, noticed_on: none, {_REST}}}\n",
]
