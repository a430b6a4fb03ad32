"""A shared platform meets the minimum requirements from its first day, or in time.

Broken: The minimum requirements for platforms are met too late

Platforms that begin from 1 July 2027 meet them at once; older ones follow a roadmap that ends by 31 December 2028.

To mend it, meet the requirements before the platform begins, or write a roadmap that ends in time.

Shows that the days in the record are in time. Does not show that anything was met on them.
"""

from collections.abc import Iterator
from datetime import date, timedelta

from compliance.model.facts import Facts
from compliance.model.grades import Proof
from compliance.model.record import NONE, Record
from compliance.model.record_form.papers import MinimumRequirements
from compliance.model.rule import rule
from compliance.model.violation import Unknown, Violation
from compliance.rules.record.regime._platforms import begins_under_it, is_shared, may_be_shared


@rule("ND224-2026.D27.K1-K2", when=may_be_shared, needs=("operational_from", "min_requirements"))
def minimum_requirements_are_planned_in_time(record: Record, facts: Facts) -> Iterator[Violation | Unknown]:
    if not is_shared(record, facts):
        yield Unknown("the record does not say who shares the platform", at=record.at.child("sharing_level"))
        return
    said, begins, at = record.min_requirements, record.operational_from, record.at.child("min_requirements")
    met = said.met_on if isinstance(said, MinimumRequirements) else said
    if said is None or begins is None:
        return
    if begins_under_it(record, facts):
        if met == NONE or (isinstance(met, date) and met > begins):
            found = at if isinstance(said, str) else at.child("met_on")
            template = "the platform begins on {day}, and does not meet the minimum requirements by then"
            # because who has not begun may still meet them, whatever is planned
            proof = Proof.INDICATIVE if begins > facts.as_of else None
            yield Violation(template, at=found, proof=proof, day=begins)
        elif met is None:
            yield Unknown("the record does not say {field}", at.child("met_on"), field="min_requirements.met_on")
    elif not isinstance(met, date):
        yield from _of_roadmap(record, facts)


def _of_roadmap(record: Record, facts: Facts) -> Iterator[Violation | Unknown]:
    said, at = record.min_requirements, record.at.child("min_requirements")
    ends = said.roadmap_until if isinstance(said, MinimumRequirements) else said
    everybody = facts.platform_regime.everybody_from
    if ends == NONE:
        yield Violation("the platform meets no minimum requirements and has no roadmap", at=at, proof=Proof.INDICATIVE)
    elif isinstance(ends, date) and everybody is not None and ends >= everybody:
        last = everybody - timedelta(days=1)
        template = "the roadmap for the minimum requirements ends on {day}; {last} is the last day"
        yield Violation(template, at.child("roadmap_until"), day=ends, last=last)
    elif ends is None:
        at = at.child("roadmap_until")
        yield Unknown("the record does not say {field}", at, field="min_requirements.roadmap_until")
    elif ends < facts.as_of:
        template = "{field} was {day}, and the record does not say whether that was kept"
        yield Unknown(template, at.child("roadmap_until"), field="roadmap_until", day=ends)


_RECORD = "slug: household-business\nowner: {code: G12}\nsharing_level: ministry\n"
_OLD, _NEW = "operational_from: 2023-05-01\n", "operational_from: 2027-08-01\n"
GOOD = [
    _RECORD + _OLD + "min_requirements: {roadmap_until: 2028-12-31}\n",
    _RECORD + _OLD + "min_requirements: {met_on: 2026-09-01}\n",
    _RECORD + _NEW + "min_requirements: {met_on: 2027-08-01}\n",
]
BAD = {
    "the roadmap for the minimum requirements ends on 30 June 2029; 31 December 2028 is the last day": _RECORD
    + _OLD
    + "min_requirements: {met_on: none, roadmap_until: 2029-06-30}  # <-\n",
    "the platform meets no minimum requirements and has no roadmap": _RECORD + _OLD + "min_requirements: none  # <-\n",
    "the platform begins on 1 August 2027, and does not meet the minimum requirements by then": _RECORD
    + _NEW
    + "min_requirements: {met_on: 2027-09-01}  # <-\n",
    "the platform begins on 2 August 2027, and does not meet the minimum requirements by then": _RECORD
    + _NEW.replace("-01\n", "-02\n")
    + "min_requirements: {met_on: none, roadmap_until: 2028-01-01}  # <-\n",
    "the platform begins on 3 August 2027, and does not meet the minimum requirements by then": _RECORD
    + _NEW.replace("-01\n", "-03\n")
    + "min_requirements: none  # <-\n",
}
UNKNOWN = [
    _RECORD,
    _RECORD + _OLD,
    _RECORD + _OLD + "min_requirements: {}\n",
    _RECORD + _OLD + "min_requirements: {roadmap_until: 2026-06-30}\n",
    _RECORD + _NEW + "min_requirements: {roadmap_until: 2028-01-01}\n",
    _RECORD + "min_requirements: {roadmap_until: 2029-06-30}\n",
    "slug: household-business\nowner: {code: G12}\n" + _OLD + "min_requirements: none\n",
]
IRRELEVANT = [
    _RECORD.replace("ministry", "own") + _OLD + "min_requirements: none\n",
    _RECORD + "life_cycle: ended\nmin_requirements: none\n",
]
