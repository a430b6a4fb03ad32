"""A service states what kind of request its data is given on, and who approves it.

Broken: The kind of request, or its approval, is not named

Callers have to know beforehand whether registering is enough or somebody has to agree in writing.

To mend it, write `request_kind` (automatic, on-request, special), and for the last two `approval`.

Shows that a kind and, where it needs one, an approval are named. Does not show that the approval covers the callers.
"""

from collections.abc import Iterator

from compliance.model.grades import Proof
from compliance.model.record import NONE, Service
from compliance.model.record_form import Paper
from compliance.model.rule import rule
from compliance.model.violation import Unknown, Violation
from compliance.rules.record._said import unsaid


@rule("CV4856-2026.PL2.II.11", proof=Proof.INDICATIVE, needs=("request_kind",))
def request_kind_is_stated(service: Service) -> Iterator[Violation | Unknown]:
    if service.request_kind == NONE:
        template = "the service {service} has no kind of request"
        yield Violation(template, service.at.child("request_kind"), service=service.id)
    elif service.request_kind in {"on-request", "special"}:
        approval = service.approval
        if approval == NONE:
            template = "data of {service} is given on approval, and no approval is named"
            yield Violation(template, service.at.child("approval"), service=service.id)
        elif not isinstance(approval, Paper) or not (approval.number or approval.on):
            yield unsaid(service, "approval")


_RECORD = "slug: household-business\nowner: {code: G12}\nservices:\n- "
GOOD = [
    _RECORD + "{id: households, request_kind: automatic}\n",
    _RECORD + "{id: households, request_kind: special, approval: {number: 15/BTC-TH, on: 2026-10-05}}\n",
]
BAD = {
    "the service households has no kind of request": _RECORD + "{id: households, request_kind: none}  # <-\n",
    "data of households is given on approval, and no approval is named": _RECORD
    + "{id: households, request_kind: special, approval: none}  # <-\n",
}
UNKNOWN = [
    _RECORD + "{id: households}\n",
    _RECORD + "{id: households, request_kind: on-request}\n",
    _RECORD + "{id: households, request_kind: on-request, approval: {}}\n",
    _RECORD + "{id: households, request_kind: none}\nprovenance: {declared: false}\n",
]
