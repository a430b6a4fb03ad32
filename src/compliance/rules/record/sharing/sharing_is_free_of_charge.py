"""A service costs state agencies nothing.

Broken: State agencies are charged for data

Agencies share data without charging one another.

To mend it, stop charging state agencies, and write `fee: {agency: 0}` or `fee: none`. Where a law provides for the fee,
name it in `fee.legal_ground`.

Shows the fee that is declared. Does not show what is really invoiced, nor what others than agencies pay.
"""

from collections.abc import Iterator

from compliance.model.codelist import fold
from compliance.model.grades import Proof
from compliance.model.record import NONE, Fee, Service
from compliance.model.rule import rule
from compliance.model.violation import Violation


@rule("L20-2023.D42.K2", needs=("fee.agency",))
def sharing_is_free_of_charge(service: Service) -> Iterator[Violation]:
    fee = service.fee
    if not isinstance(fee, Fee) or fee.agency is None or fee.agency <= 0:
        return
    price = fee.agency if isinstance(fee.agency, int) else f"{fee.agency:.0f}"
    at, ground = service.at.child("fee", "agency"), fold(fee.legal_ground or "")
    if ground == NONE:
        template = "the service {service} charges state agencies {fee} đồng without a legal ground"
        yield Violation(template, at, service=service.id, fee=price)
    elif not ground:
        template = "the service {service} charges state agencies {fee} đồng and does not say by which law"
        yield Violation(template, at, proof=Proof.INDICATIVE, service=service.id, fee=price)


_RECORD = "slug: household-business\nowner: {code: G12}\nservices:\n- "
GOOD = [
    _RECORD + "{id: households, fee: {agency: 0, public: 500}}\n",
    _RECORD + "{id: households, fee: none}\n",
    _RECORD + "{id: households, fee: {agency: 1250000, legal_ground: 'Luật Phí và lệ phí, Điều 10'}}\n",
]
BAD = {
    "the service households charges state agencies 1250000 đồng without a legal ground": _RECORD
    + "{id: households, fee: {agency: 1250000, legal_ground: none}}  # <-\n",
    "the service households charges state agencies 1250000 đồng and does not say by which law": _RECORD
    + "{id: households, fee: {agency: 1250000}}  # <-\n",
}
UNKNOWN = [_RECORD + "{id: households}\n", _RECORD + "{id: households, fee: {public: 500}}\n"]
IRRELEVANT = ["slug: household-business\nowner: {code: G12}\nservices: none\n"]
