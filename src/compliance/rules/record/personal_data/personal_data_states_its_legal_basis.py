"""A service that shares personal data states on which legal basis.

Broken: Personal data is shared without a legal basis that holds

Consent or a law: without either, personal data is not given to others.

To mend it, write in `legal_basis` that the persons consented, or the act and its article.

Shows that a basis is stated and that no act named in it is known to have ended. Does not show that the basis carries.
An act that ended may live on for consents given under it; that is a question to the owner, no more.
"""

import re
from collections.abc import Iterator

from compliance.model.facts import Facts
from compliance.model.grades import Proof
from compliance.model.record import Service
from compliance.model.record_form import is_none
from compliance.model.rule import rule
from compliance.model.violation import Unknown, Violation
from compliance.rules.record._said import is_no, is_unsaid, unsaid


def may_share_personal_data(service: Service) -> bool:
    return not is_no(service.personal_data)


@rule(
    "L91-2025.D15.K2.B",
    "L91-2025.D17.K1",
    "L91-2025.D19.K1.C",
    proof=Proof.INDICATIVE,
    when=may_share_personal_data,
    needs=("legal_basis",),
)
def personal_data_states_its_legal_basis(service: Service, facts: Facts) -> Iterator[Violation | Unknown]:
    basis, at = service.legal_basis, service.at.child("legal_basis")
    if is_unsaid(service.personal_data):
        yield unsaid(service, "personal_data")
    elif is_none(basis):
        yield Violation("the service {service} shares personal data on no legal basis", at, service=service.id)
    elif basis is not None and is_unsaid(basis):
        yield unsaid(service, "legal_basis")
    elif basis is not None and not facts.consent_words.name_consent(basis):
        for number in ended_acts(basis, facts):
            template = "the legal basis of {service} is {number}, which has ended"
            yield Violation(template, at, key=number, proof=Proof.SUGGESTIVE, service=service.id, number=number)


def ended_acts(basis: str, facts: Facts) -> Iterator[str]:
    for act in facts.catalogue.instruments.values():
        is_named = act.number is not None and re.search(rf"(?<![\w/]){re.escape(act.number)}(?![\w/])", basis)
        if act.number is not None and is_named and act.is_repealed(facts.as_of):
            yield act.number


_RECORD = "slug: household-business\nowner: {code: G12}\nservices:\n- "
GOOD = [
    _RECORD + "{id: households, personal_data: basic, legal_basis: sự đồng ý của chủ thể dữ liệu}\n",
    _RECORD + "{id: households, personal_data: basic, legal_basis: 'Luật 91/2025/QH15, Điều 19 khoản 1 điểm c'}\n",
    _RECORD + "{id: households, personal_data: basic, legal_basis: đồng ý theo 13/2023/NĐ-CP}\n",
]
BAD = {
    "the service households shares personal data on no legal basis": _RECORD
    + "{id: households, personal_data: basic, legal_basis: none}  # <-\n",
    "the legal basis of households is 13/2023/NĐ-CP, which has ended": _RECORD
    + "{id: households, personal_data: sensitive, legal_basis: Nghị định 13/2023/NĐ-CP}  # <-\n",
}
UNKNOWN = [
    _RECORD + "{id: households}\n",
    _RECORD + "{id: households, personal_data: basic}\n",
    _RECORD + "{id: households, personal_data: basic, legal_basis: ''}\n",
    _RECORD + "{id: households, personal_data: basic, legal_basis: none}\nprovenance: {declared: false}\n",
]
IRRELEVANT = [
    _RECORD + "{id: prices, personal_data: none, legal_basis: none}\n",
    _RECORD + "{id: prices, personal_data: Không, legal_basis: none}\n",
]
