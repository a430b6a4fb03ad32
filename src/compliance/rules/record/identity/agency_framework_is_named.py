"""The owner's framework for digital architecture has a place for the platform.

Broken: The owner has no framework for digital architecture with the platform in it

What an agency builds follows its framework, so that others can see where a system belongs.

To mend it, issue the framework, and write its number, its day and the position of the platform in `framework`.

Shows that a framework is named. Does not show what stands in it. Until its last day, 29 January 2027, nothing is late,
and a finding is only a reminder.
"""

from collections.abc import Iterator

from compliance.model.facts import Facts
from compliance.model.grades import Proof
from compliance.model.record import NONE, Record
from compliance.model.record_form import is_none
from compliance.model.record_form.papers import Framework
from compliance.model.rule import rule
from compliance.model.violation import Unknown, Violation
from compliance.rules.record._said import is_said, is_unsaid, unsaid

DEADLINE = "QD1425-2026.D3.K4"


@rule("QD1425-2026.D2.K1", "QD1425-2026.D3.K4", proof=Proof.INDICATIVE, needs=("framework",))
def agency_framework_is_named(record: Record, facts: Facts) -> Iterator[Violation | Unknown]:
    framework, at = record.framework, record.at.child("framework")
    clause = facts.catalogue.find(DEADLINE)
    due = clause.applies.start if clause else None
    proof = Proof.INDICATIVE if due and facts.as_of > due else Proof.SUGGESTIVE
    if framework == NONE:
        template = "the owner has no framework for digital architecture, which is due on {date}"
        yield Violation(template, at, proof=proof, date=due or "-")
    if not isinstance(framework, Framework):
        return
    if is_none(framework.position):
        yield Violation("the platform has no position in the framework of its owner", at.child("position"), proof=proof)
    elif is_unsaid(framework.position):
        yield unsaid(record, "framework.position")
    for field in ("number", "issued"):
        if not is_said(getattr(framework, field)):
            yield unsaid(record, f"framework.{field}")


_RECORD = "slug: household-business\nowner: {code: G12}\n"
GOOD = [_RECORD + "framework: {number: 99/QĐ-BTC, issued: 2026-10-05, position: lớp ứng dụng}\n"]
BAD = {
    "the owner has no framework for digital architecture, which is due on 29 January 2027": _RECORD
    + "framework: none  # <-\n",
    "the platform has no position in the framework of its owner": _RECORD
    + "framework: {number: 99/QĐ-BTC, issued: 2026-10-05, position: none}  # <-\n",
}
UNKNOWN = [
    _RECORD,
    _RECORD + "framework: {}\n",
    _RECORD + "framework: {number: 99/QĐ-BTC, issued: 2026-10-05}\n",
    _RECORD + "framework: {number: none, issued: 2026-10-05, position: lớp ứng dụng}\n",
    _RECORD + "framework: none\nprovenance: {declared: false}\n",
]
