"""A service states in which form its data is shared.

Broken: The service does not say in which form its data is shared

Who may have the data without asking, and who has to ask, is decided by the form.

To mend it, write `sharing_form`: open, default, on-request, or closed with its `legal_ground`.

Shows that a form is stated. Does not show that it is the right one for the data.
"""

from collections.abc import Iterator

from compliance.model.facts import Facts
from compliance.model.grades import Proof
from compliance.model.record import NONE, Service
from compliance.model.rule import rule
from compliance.model.violation import Violation


@rule("ND194-2025.D16.K2.a", proof=Proof.INDICATIVE, needs=("sharing_form",))
def sharing_form_is_stated(service: Service, facts: Facts) -> Iterator[Violation]:
    at = service.at.child("sharing_form")
    if service.form == NONE:
        yield Violation("the service {service} has no form of sharing", at, service=service.id)
    elif service.sharing_form is not None and service.form not in facts.lists["sharing-forms"]:
        template = "the form of sharing of {service} is none of the known ones: {known}"
        known = ", ".join(facts.lists["sharing-forms"])
        yield Violation(template, at, proof=Proof.SUGGESTIVE, service=service.id, known=known)


_RECORD = "slug: household-business\nowner: {code: G12}\nservices:\n- "
GOOD = [
    _RECORD + "{id: households, sharing_form: default}\n",
    _RECORD + "{id: households, sharing_form: Theo yêu cầu đặc thù}\n",
    _RECORD + "{id: households, sharing_form: closed, legal_ground: 'Luật Quản lý thuế, Điều 99'}\n",
]
BAD = {
    "the service households has no form of sharing": _RECORD + "{id: households, sharing_form: none}  # <-\n",
    "the form of sharing of households is none of the known ones: open, default, on-request, closed": (
        _RECORD + "{id: households, sharing_form: nội bộ}  # <-\n"
    ),
}
UNKNOWN = [
    _RECORD + "{id: households}\n",
    _RECORD + "{id: households, sharing_form: none}\nprovenance: {declared: false}\n",
]
