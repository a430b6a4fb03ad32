"""A platform is assessed before it begins, and again after each major change.

Broken: The platform was not assessed before it began, or after a major change

What is found after the first day is found by its users. Bound are platforms that begin from 1 July 2027.

To mend it, have the platform assessed by an independent body or a council, and write day and assessor.

Shows that the days in the record are in this order. Does not show the assessment: it was not read.
"""

from collections.abc import Iterator
from datetime import date

from compliance.model.example import Supposing
from compliance.model.facts import Facts
from compliance.model.grades import Proof
from compliance.model.record import NONE, Record
from compliance.model.record_form.papers import Assessment
from compliance.model.rule import rule
from compliance.model.violation import Unknown, Violation
from compliance.rules.record.regime._platforms import begins_under_it, is_shared, may_be_shared


def may_be_bound(record: Record, facts: Facts) -> bool:
    is_older = record.operational_from is not None and not begins_under_it(record, facts)
    return may_be_shared(record, facts) and not is_older


@rule(
    "ND224-2026.D30.K1-K2",
    when=may_be_bound,
    needs=("operational_from", "conformity_assessment.on", "conformity_assessment.assessor"),
)
def conformity_assessment_precedes_operation(record: Record, facts: Facts) -> Iterator[Violation | Unknown]:
    if not is_shared(record, facts):
        yield Unknown("the record does not say who shares the platform", at=record.at.child("sharing_level"))
        return
    made, begins, at = record.conformity_assessment, record.operational_from, record.at.child("conformity_assessment")
    assessed = made.on if isinstance(made, Assessment) else made
    if begins is None:
        return
    # because who has not begun may still be assessed, whatever is planned
    proof = Proof.INDICATIVE if begins > facts.as_of else None
    if assessed == NONE:
        template = "the platform begins on {day} without an assessment of conformity"
        yield Violation(template, at if isinstance(made, str) else at.child("on"), proof=proof, day=begins)
    elif isinstance(assessed, date) and assessed > begins:
        template = "the platform begins on {day}, and is assessed on {later}"
        yield Violation(template, at.child("on"), proof=proof, day=begins, later=assessed)
    if isinstance(made, Assessment) and made.assessor == NONE:
        yield Violation("the assessment of conformity has no assessor", at.child("assessor"), proof=Proof.INDICATIVE)
    yield from _after_changes(record, facts)


def _after_changes(record: Record, facts: Facts) -> Iterator[Violation | Unknown]:
    for index, change in enumerate(record.major_changes if isinstance(record.major_changes, list) else ()):
        at = record.at.child("major_changes", index, "assessed_on")
        if change.on is None or change.assessed_on is None:
            yield Unknown("the record does not say when a major change was made, or assessed", at=at)
        elif change.on > facts.as_of:
            continue  # because the assessment follows the change
        elif not isinstance(change.assessed_on, date):
            yield Violation("the major change of {day} was not assessed", at=at, day=change.on)
        elif change.assessed_on < change.on:
            template = "the major change of {day} was assessed on {earlier}, before it was made"
            yield Violation(template, at=at, day=change.on, earlier=change.assessed_on)


_RECORD = "slug: household-business\nowner: {code: G12}\nsharing_level: ministry\noperational_from: 2027-08-01\n"
_ASSESSED = "conformity_assessment: {on: 2027-07-15, assessor: Hội đồng Ví dụ}\n"
GOOD = [
    _RECORD + _ASSESSED,
    _RECORD + _ASSESSED + "major_changes: [{on: 2028-01-01, what: Kiến trúc mới, assessed_on: 2028-02-01}]\n",
    _RECORD + _ASSESSED + "major_changes: [{on: 2028-01-01, assessed_on: none}]\n",
]
BAD = {
    "the platform begins on 1 August 2027, and is assessed on 1 November 2027": _RECORD
    + "conformity_assessment: {on: 2027-11-01, assessor: Hội đồng Ví dụ}  # <-\n",
    "the platform begins on 1 August 2027 without an assessment of conformity": _RECORD
    + "conformity_assessment: none  # <-\n",
    "the platform begins on 2 August 2027 without an assessment of conformity": _RECORD.replace("-01\n", "-02\n")
    + "conformity_assessment: {on: none}  # <-\n",
    "the assessment of conformity has no assessor": _RECORD
    + "conformity_assessment: {on: 2027-07-15, assessor: none}  # <-\n",
    "the major change of 1 January 2028 was not assessed": Supposing(
        _RECORD + _ASSESSED + "major_changes: [{on: 2028-01-01, assessed_on: none}]  # <-\n", date(2028, 1, 1)
    ),
    "the major change of 1 January 2028 was assessed on 1 December 2027, before it was made": Supposing(
        _RECORD + _ASSESSED + "major_changes: [{on: 2028-01-01, assessed_on: 2027-12-01}]  # <-\n", date(2028, 1, 1)
    ),
}
UNKNOWN = [
    _RECORD,
    _RECORD + "conformity_assessment: {on: 2027-07-15}\n",
    _RECORD + "conformity_assessment: {}\n",
    _RECORD + _ASSESSED + "major_changes: [{on: 2028-01-01}]\n",
    _RECORD.replace("operational_from: 2027-08-01\n", "") + _ASSESSED,
    _RECORD.replace("sharing_level: ministry\n", "") + "conformity_assessment: none\n",
]
IRRELEVANT = [
    _RECORD.replace("2027", "2023") + "conformity_assessment: none\n",
    _RECORD.replace("ministry", "internal") + "conformity_assessment: none\n",
]
