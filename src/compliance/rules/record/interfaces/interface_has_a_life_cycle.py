"""A service has rules for its versions, access, monitoring and tracing.

Broken: A service has no rule for a part of its life cycle

Whoever builds on an interface wants to know which version holds, who grants access, and that a call which went astray
can be found again.

To mend it, lay down what is missing, and write it in `life_cycle_rules`.

Shows that rules are declared. Does not show that they are kept.
"""

from collections.abc import Iterator
from typing import Final

from compliance.model.grades import Proof
from compliance.model.record import NONE, Service
from compliance.model.record_form.service import LifeCycleRules
from compliance.model.rule import rule
from compliance.model.violation import Violation

_PARTS: Final = ("version", "state", "authorised_by", "monitored_by", "trace_id")


@rule(
    "QD1425-2026.P2.API-C",
    "QD1425-2026.P2.LOG",
    proof=Proof.INDICATIVE,
    needs=tuple(f"life_cycle_rules.{part}" for part in _PARTS),
)
def interface_has_a_life_cycle(service: Service) -> Iterator[Violation]:
    at, declared = service.at.child("life_cycle_rules"), service.life_cycle_rules
    if declared == NONE:
        yield Violation("the service {service} has no rules for its life cycle", at, service=service.id)
    for part in _PARTS if isinstance(declared, LifeCycleRules) else ():
        if getattr(declared, part) == NONE:
            template = "the rules of the service {service} say nothing of {field}"
            yield Violation(template, at.child(part), key=part, service=service.id, field=part)


_RECORD = "slug: household-business\nowner: {code: G12}\nservices:\n- id: households\n  life_cycle_rules: "
_RULES = (
    "{version: '1.0', state: stable, authorised_by: Đơn vị Ví dụ, monitored_by: Đơn vị Ví dụ, trace_id: X-Request-Id}"
)
GOOD = [_RECORD + _RULES]
BAD = {
    "the service households has no rules for its life cycle": _RECORD + "none  # <-\n",
    "the rules of the service households say nothing of version": _RECORD + "{version: none}  # <-\n",
    "the rules of the service households say nothing of trace_id": _RECORD
    + _RULES.replace("X-Request-Id", "none")
    + "  # <-\n",
}
UNKNOWN = [
    "slug: household-business\nowner: {code: G12}\nservices: [{id: households}]\n",
    "slug: household-business\nowner: {code: G12}\n",
    _RECORD + "{version: '1.0'}\n",
    _RECORD + "null\n",
]
IRRELEVANT = ["slug: household-business\nowner: {code: G12}\nservices: none\n"]
