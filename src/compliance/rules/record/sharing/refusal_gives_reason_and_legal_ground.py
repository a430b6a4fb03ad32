"""A refusal to share data is in writing and gives its reason and its legal ground.

Broken: Data was refused without a written answer, a reason or a legal ground

Whoever is refused has to know what would have to change, and whom to ask instead.

To mend it, answer in writing, with the reason and the law, and write them under `refusals`.

Shows what the record says of refusals that took place. Does not show what was written. An answer of an interface, such
as 403, is no refusal of this kind, nor is one of before 19 August 2025.
"""

from collections.abc import Iterator
from datetime import date

from compliance.model.facts import Facts
from compliance.model.record import NONE, Service
from compliance.model.record_form import is_none
from compliance.model.rule import rule
from compliance.model.violation import Unknown, Violation
from compliance.rules.record._said import is_unsaid, unsaid

MESSAGES = {
    "in_writing": "the request refused on {date} was not answered in writing",
    "reason": "the refusal of {date} gives no reason",
    "legal_ground": "the refusal of {date} gives no legal ground",
}


CLAUSE = "ND194-2025.D16.K2.b"


def may_have_refused(service: Service) -> bool:
    return service.refusals != NONE


@rule(CLAUSE, when=may_have_refused, needs=("refusals",))
def refusal_gives_reason_and_legal_ground(service: Service, facts: Facts) -> Iterator[Violation | Unknown]:
    refusals = service.refusals if isinstance(service.refusals, list) else []
    if not refusals:
        yield unsaid(service, "refusals")
    for index, refusal in enumerate(refusals):
        at = f"refusals.{index}"
        if refusal.on is None:
            yield unsaid(service, f"{at}.on")
            continue
        if not _is_bound(refusal.on, facts):
            continue
        for field, template in MESSAGES.items():
            value = getattr(refusal, field)
            if is_none(value) or value is False:
                yield Violation(template, service.at.child("refusals", index, field), date=refusal.on)
            elif is_unsaid(value):
                yield unsaid(service, f"{at}.{field}")


def _is_bound(day: date, facts: Facts) -> bool:
    """Return whether the clause bound on the day of a refusal."""
    clause = facts.catalogue.find(CLAUSE)
    return clause is not None and clause.applies.has_begun(day)


_RECORD = "slug: household-business\nowner: {code: G12}\nservices:\n- "
GOOD = [
    _RECORD
    + "{id: households, refusals: [{on: 2026-10-05, in_writing: true, reason: đang rà soát, legal_ground: Luật A}]}\n",
    _RECORD + "{id: households, refusals: [{on: 2025-08-18, in_writing: false, reason: none, legal_ground: none}]}\n",
]
BAD = {
    "the request refused on 5 October 2026 was not answered in writing": _RECORD
    + "{id: households, refusals: [{on: 2026-10-05, in_writing: false, reason: a, legal_ground: b}]}  # <-\n",
    "the refusal of 5 October 2026 gives no reason": _RECORD
    + "{id: households, refusals: [{on: 2026-10-05, in_writing: true, reason: none, legal_ground: b}]}  # <-\n",
    "the refusal of 5 October 2026 gives no legal ground": _RECORD
    + "{id: households, refusals: [{on: 2026-10-05, reason: a, legal_ground: none}]}  # <-\n",
}
UNKNOWN = [
    _RECORD + "{id: households}\n",
    _RECORD + "{id: households, refusals: []}\n",
    _RECORD + "{id: households, refusals: [{in_writing: none, reason: none, legal_ground: none}]}\n",
    _RECORD + "{id: households, refusals: [{on: 2026-10-05, in_writing: true, reason: a}]}\n",
    _RECORD + "{id: households, refusals: [{on: 2026-10-05, reason: none}]}\nprovenance: {declared: false}\n",
]
IRRELEVANT = [_RECORD + "{id: households, refusals: none}\n"]
