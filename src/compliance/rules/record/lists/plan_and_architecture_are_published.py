"""Plan and architecture of a platform on the lists of 2025 are published and kept.

Broken: Plan or architecture is not published, or the day of completion has passed

Those who are to use the platform plan with its days and build to its architecture.

To mend it, publish both, and write day and `url` in `plan` and `architecture`; write the new day in
`completion_deadline`.

Shows that the record names both. Does not show that they can be read. The duties are known from announcements only.
"""

from collections.abc import Iterator

from compliance.model.facts import Facts
from compliance.model.grades import Proof
from compliance.model.record import NONE, Record
from compliance.model.record_form import is_none
from compliance.model.record_form.papers import PublishedPaper
from compliance.model.rule import rule
from compliance.model.violation import Unknown, Violation
from compliance.rules.record._said import is_unsaid, unsaid

CLAUSES = ("QD1527-2025.P1", "QD1527-2025.P5", "QD2618-2025.P1", "QD2618-2025.P2")
LISTS = frozenset({"list-2025-55", "list-2025-2618"})
UNFINISHED = frozenset({"planned", "building", "trial"})


def is_of_2025(record: Record, facts: Facts) -> bool:
    named = (facts.platform_lists.named(membership) for membership in record.listed_memberships())
    found = (*named, *facts.platform_lists.having(record.slug, facts.as_of))
    return any(each is not None and each.id in LISTS for each in found)


@rule(*CLAUSES, proof=Proof.INDICATIVE, when=is_of_2025, needs=("plan", "architecture"))
def plan_and_architecture_are_published(record: Record, facts: Facts) -> Iterator[Violation | Unknown]:
    for field in ("plan", "architecture"):
        paper, at = getattr(record, field), record.at.child(field)
        if paper == NONE:
            yield Violation("the platform has no {field}", at, key=field, field=field)
        elif isinstance(paper, PublishedPaper):
            address = record.architecture_url or paper.url if field == "architecture" else paper.url
            if is_none(address):
                yield Violation("the {field} of the platform is not published", at.child("url"), key=field, field=field)
            for part, value in (("url", address), ("on", paper.on)):
                if is_unsaid(value):
                    yield unsaid(record, f"{field}.{part}")
    due, place = record.completion_deadline, record.at.child("completion_deadline")
    if due is None and isinstance(record.plan, PublishedPaper):
        due, place = record.plan.complete_by, record.at.child("plan", "complete_by")
    if due is not None and due < facts.as_of and record.life_cycle in UNFINISHED:
        yield Violation("the platform was to be complete on {date}, and does not operate yet", place, date=due)


_RECORD = "slug: electronic-tax\nowner: {code: G12}\n"
_PLAN = "plan: {on: 2025-09-01, url: 'https://www.mof.gov.vn/plan'}\n"
_ARCHITECTURE = "architecture: {on: 2025-10-01, url: 'https://www.mof.gov.vn/architecture'}\n"
GOOD = [_RECORD + _PLAN + _ARCHITECTURE]
BAD = {
    "the platform has no plan": _RECORD + _ARCHITECTURE + "plan: none  # <-\n",
    "the platform has no architecture": _RECORD + _PLAN + "architecture: none  # <-\n",
    "the plan of the platform is not published": _RECORD + _ARCHITECTURE + "plan: {on: 2025-09-01, url: none}  # <-\n",
    "the platform was to be complete on 30 June 2026, and does not operate yet": _RECORD
    + _PLAN
    + _ARCHITECTURE
    + "life_cycle: building\ncompletion_deadline: 2026-06-30  # <-\n",
    "the platform was to be complete on 31 March 2026, and does not operate yet": _RECORD
    + _ARCHITECTURE
    + "life_cycle: trial\nplan: {complete_by: 2026-03-31}  # <-\n",
}
UNKNOWN = [
    _RECORD,
    _RECORD + _PLAN,
    _RECORD + _PLAN + "architecture: {}\n",
    _RECORD + _ARCHITECTURE + "plan: none\nprovenance: {declared: false}\n",
]
IRRELEVANT = ["slug: household-business\nowner: {code: G12}\nplan: none\n"]
