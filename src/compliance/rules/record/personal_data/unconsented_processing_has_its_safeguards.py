"""Personal data that is shared without consent is shared under safeguards.

Broken: Personal data is shared without consent and without all safeguards

Who was not asked is protected by what stands beside: a procedure, protection, a check, a place to complain.

To mend it, name under `safeguards` the procedure, the protection, the periodic check, the channel for complaints and
the person in charge.

Shows that the safeguards are named. Does not show that they are kept, nor that consent was not needed.
"""

from collections.abc import Iterator

from compliance.model.facts import Facts
from compliance.model.grades import Proof
from compliance.model.record import NONE, Service
from compliance.model.record_form import is_none
from compliance.model.record_form.service import Safeguards
from compliance.model.rule import rule
from compliance.model.violation import Unknown, Violation
from compliance.rules.record._said import is_no, is_unsaid, unsaid

CLAUSES = ("L91-2025.D19.K2", "L91-2025.D33.K2")
FIELDS = ("procedure", "protection", "periodic_check", "complaints", "person_in_charge")


def may_do_without_consent(service: Service, facts: Facts) -> bool:
    basis = service.legal_basis
    return not is_no(service.personal_data) and not (basis is not None and facts.consent_words.name_consent(basis))


@rule(*CLAUSES, proof=Proof.INDICATIVE, when=may_do_without_consent, needs=("safeguards",))
def unconsented_processing_has_its_safeguards(service: Service) -> Iterator[Violation | Unknown]:
    unknown = [field for field in ("personal_data", "legal_basis") if is_unsaid(getattr(service, field))]
    yield from (unsaid(service, field) for field in unknown)
    safeguards = service.safeguards
    if safeguards == NONE and not unknown:
        template = "the service {service} shares personal data without consent and without safeguards"
        yield Violation(template, service.at.child("safeguards"), service=service.id)
    for field in FIELDS if isinstance(safeguards, Safeguards) and not unknown else ():
        value, at = getattr(safeguards, field), service.at.child("safeguards", field)
        if is_none(value):
            template = "the service {service} shares personal data without consent, and names no {field}"
            yield Violation(template, at, key=field, service=service.id, field=field)
        elif is_unsaid(value):
            yield unsaid(service, f"safeguards.{field}")


_RECORD = """slug: household-business
owner: {{code: G12}}
services:
- id: households
  personal_data: basic
  legal_basis: Điều 19 khoản 1 điểm c Luật 91/2025/QH15, không cần sự đồng ý
  {}
"""
_ALL = "procedure: 12/QĐ-BTC, protection: a, periodic_check: b, complaints: c, person_in_charge: d"
GOOD = [_RECORD.format(f"safeguards: {{{_ALL}}}")]
BAD = {
    "the service households shares personal data without consent and without safeguards": _RECORD.format(
        "safeguards: none  # <-"
    ),
    "the service households shares personal data without consent, and names no complaints": _RECORD.format(
        "safeguards: {complaints: none}  # <-"
    ),
}
UNKNOWN = [
    _RECORD.format("name: Tra cứu"),
    _RECORD.format("safeguards: {}"),
    _RECORD.format("safeguards: {procedure: 12/QĐ-BTC}"),
    _RECORD.format("safeguards: none") + "provenance: {declared: false}\n",
    "slug: a\nowner: {code: G12}\nservices: [{id: a, personal_data: basic, safeguards: none}]\n",
]
IRRELEVANT = [
    "slug: a\nowner: {code: G12}\nservices: [{id: a, personal_data: none, safeguards: none}]\n",
    "slug: a\nowner: {code: G12}\nservices: [{id: a, personal_data: basic, legal_basis: đồng ý, safeguards: none}]\n",
]
