"""A system begun before 1 July 2026 has its level and its measures in time.

Broken: The security level or its measures come later than the transition allows

Decree 331/2026/NĐ-CP gives systems that were being built then six months for the level and twelve for the measures. It
says nothing of systems that already ran.

To mend it, bring the approval and the measures forward.

Shows that the days in the record lie within the transition. Does not show that anything was done on them.
"""

from collections.abc import Iterator
from datetime import date

from compliance.model.example import Supposing
from compliance.model.facts import Facts
from compliance.model.grades import Proof
from compliance.model.record import NONE, Record
from compliance.model.rule import rule
from compliance.model.violation import Unknown, Violation
from compliance.rules.record.security._levels import has_none, level_of

CLAUSE = "ND331-2026.D39.K1"
# twelve months; the six for the level are those from which the clause binds
LAST_DAY_OF_MEASURES = date(2027, 7, 1)


def may_have_been_building(record: Record) -> bool:
    said = level_of(record)
    is_other = said.built_before_2026_07_01 is False or said.running_before_2026_07_01 is True
    return record.security_level != NONE and not is_other


@rule(CLAUSE, when=may_have_been_building, needs=("security_level.built_before_2026_07_01",))
def transition_dates_are_kept(record: Record, facts: Facts) -> Iterator[Violation | Unknown]:
    said = level_of(record)
    clause = facts.catalogue.find(CLAUSE)
    if said.built_before_2026_07_01 is None or clause is None or clause.applies.start is None:
        return
    ends = clause.applies.start
    approval = (
        ("on", said.on) if said.on and not has_none(record) else ("approval_planned_on", said.approval_planned_on)
    )
    measures = ("measures_planned_on", said.measures_planned_on)
    for field, day, last in ((*approval, ends), (*measures, LAST_DAY_OF_MEASURES)):
        at = record.at.child("security_level", field)
        if day is None:
            yield Unknown("the record does not say {field}", at, field=f"security_level.{field}")
        elif not isinstance(day, date):
            yield Violation(
                "{field} has no day; {last} is the last", at, proof=Proof.INDICATIVE, field=field, last=last
            )
        elif day > last:
            # because what is only planned can be brought forward until the last day is over
            proof = Proof.INDICATIVE if facts.as_of <= last else None
            yield Violation(
                "{field} is {day}; {last} is the last day", at, proof=proof, field=field, day=day, last=last
            )
        elif field != "on" and day < facts.as_of:
            template = "{field} was {day}, and the record does not say whether that was kept"
            yield Unknown(template, at, field=field, day=day)


_RECORD = "slug: household-business\nowner: {code: G12}\nsecurity_level:\n  built_before_2026_07_01: true\n"
GOOD = [
    _RECORD + "  approval_planned_on: 2027-01-01\n  measures_planned_on: 2027-07-01\n",
    _RECORD + "  level: 3\n  on: 2026-12-01\n  measures_planned_on: 2027-03-01\n",
]
BAD = {
    "approval_planned_on is 1 May 2027; 1 January 2027 is the last day": _RECORD
    + "  approval_planned_on: 2027-05-01  # <-\n  measures_planned_on: 2027-07-01\n",
    "measures_planned_on is 2 July 2027; 1 July 2027 is the last day": Supposing(
        _RECORD + "  on: 2026-09-01\n  measures_planned_on: 2027-07-02  # <-\n", date(2027, 7, 2)
    ),
    "measures_planned_on has no day; 1 July 2027 is the last": _RECORD
    + "  on: 2026-09-01\n  measures_planned_on: none  # <-\n",
}
UNKNOWN = [
    "slug: household-business\nowner: {code: G12}\n",
    _RECORD,
    _RECORD + "  approval_planned_on: 2026-12-01\n",
    _RECORD + "  approval_planned_on: 2026-09-01\n  measures_planned_on: 2027-03-01\n",
    "slug: household-business\nowner: {code: G12}\nsecurity_level: {level: 3}\n",
]
IRRELEVANT = [
    _RECORD + "  running_before_2026_07_01: true\n  approval_planned_on: 2027-05-01\n",
    _RECORD.replace("true", "false") + "  approval_planned_on: 2027-05-01\n",
    "slug: household-business\nowner: {code: G12}\nsecurity_level: none\n",
]
