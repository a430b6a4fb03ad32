"""A platform of level 4 or 5 has a plan for backup and recovery.

Broken: A platform of level 4 or 5 has no plan for backup and recovery

The whole country stops with such a system.

To mend it, draw up the plan, and write its number and day in `recovery_plan`.

Shows that a plan is named. Does not show what it says, nor that recovery was ever tried.
"""

from collections.abc import Iterator

from compliance.model.grades import Proof
from compliance.model.record import NONE, Record
from compliance.model.record_form import Paper
from compliance.model.rule import rule
from compliance.model.violation import Unknown, Violation
from compliance.rules.record.security._levels import may_be_from

LEVEL = 4


def may_be_of_level_4(record: Record) -> bool:
    return may_be_from(record, LEVEL)


@rule(
    "QD1425-2026.P2.DR",
    proof=Proof.INDICATIVE,
    when=may_be_of_level_4,
    needs=("security_level.level", "recovery_plan"),
)
def recovery_plan_is_named(record: Record) -> Iterator[Violation | Unknown]:
    level, plan, at = record.level, record.recovery_plan, record.at.child("recovery_plan")
    if level is not None and plan == NONE:
        yield Violation("the platform is of level {level} and has no plan for recovery", at, level=level)
    elif isinstance(plan, Paper) and not plan.number:
        yield Unknown("the plan for recovery has no number in the record", at=at.child("number"))


_RECORD = "slug: household-business\nowner: {code: G12}\nsecurity_level: {level: 4}\n"
GOOD = [_RECORD + "recovery_plan: {number: 7/KH-BTC, on: 2026-09-01}\n"]
BAD = {
    "the platform is of level 4 and has no plan for recovery": _RECORD + "recovery_plan: none  # <-\n",
    "the platform is of level 5 and has no plan for recovery": _RECORD.replace("4", "5")
    + "recovery_plan: none  # <-\n",
}
UNKNOWN = [
    _RECORD,
    _RECORD + "recovery_plan: {}\n",
    _RECORD + "recovery_plan: {on: 2026-09-01}\n",
    "slug: household-business\nowner: {code: G12}\nrecovery_plan: none\n",
]
IRRELEVANT = [
    _RECORD.replace("4", "3") + "recovery_plan: none\n",
    "slug: household-business\nowner: {code: G12}\nsecurity_level: none\n",
]
