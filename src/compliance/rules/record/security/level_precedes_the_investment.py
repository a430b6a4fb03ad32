"""The security level is approved before the investment.

Broken: The investment was approved before the security level

What protection costs follows from the level, and belongs into the project. The law encourages it, nothing more.

To mend it, have the level approved before the report, the design or the plan to hire.

Shows that the days are in this order. Does not show that the project pays for the measures.
"""

from collections.abc import Iterator
from datetime import date

from compliance.model.facts import Facts
from compliance.model.grades import Proof
from compliance.model.record import Record
from compliance.model.record_form.project import Project
from compliance.model.rule import rule
from compliance.model.violation import Violation
from compliance.rules.record.security._levels import binds, has_none, level_of

CLAUSE = "ND331-2026.D37"


def may_have_been_approved(record: Record, facts: Facts) -> bool:
    if not isinstance(record.project, Project):
        return record.project is None
    day = record.project.investment_approved_on
    return day is None or (isinstance(day, date) and binds(CLAUSE, day, facts))


@rule(
    CLAUSE,
    proof=Proof.INDICATIVE,
    when=may_have_been_approved,
    needs=("project.investment_approved_on", "security_level.on"),
)
def level_precedes_the_investment(record: Record) -> Iterator[Violation]:
    invested = record.project.investment_approved_on if isinstance(record.project, Project) else None
    if not isinstance(invested, date):
        return
    at, level = record.at.child("project", "investment_approved_on"), level_of(record)
    if has_none(record):
        yield Violation("the investment was approved on {day}, and there is no security level", at, day=invested)
    elif level.on is not None and level.on > invested:
        template = "the investment was approved on {day}, the security level on {later}"
        related = record.at.child("security_level", "on")
        yield Violation(template, at, related=related, day=invested, later=level.on)


_RECORD = "slug: household-business\nowner: {code: G12}\n"
_INVESTED = "project: {investment_approved_on: 2026-09-01}"
GOOD = [
    _RECORD + "security_level: {level: 3, on: 2026-09-01}\n" + _INVESTED + "\n",
    _RECORD + "security_level: {level: 3, on: 2024-09-01}\n" + _INVESTED + "\n",
]
BAD = {
    "the investment was approved on 1 September 2026, the security level on 1 October 2026": _RECORD
    + "security_level: {level: 3, on: 2026-10-01}\n"
    + _INVESTED
    + "  # <-\n",
    "the investment was approved on 1 September 2026, and there is no security level": _RECORD
    + "security_level: none\n"
    + _INVESTED
    + "  # <-\n",
}
UNKNOWN = [
    _RECORD,
    _RECORD + _INVESTED + "\n",
    _RECORD + "project: {kind: build}\nsecurity_level: {on: 2026-10-01}\n",
]
IRRELEVANT = [
    _RECORD + "project: none\n",
    _RECORD + "project: {investment_approved_on: none}\n",
    _RECORD + "project: {investment_approved_on: 2026-08-18}\nsecurity_level: none\n",
]
