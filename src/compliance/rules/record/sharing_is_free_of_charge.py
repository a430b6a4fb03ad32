"""A service costs state agencies nothing, and nobody where the data is open.

Agencies share data without charging one another. Write `fee: {agency: 0}`, or `fee: none`, and for open data also
`public: 0`.

Shows the fee that is declared. Does not show what is really invoiced.
"""

from collections.abc import Iterator

from compliance.model.record import Fee, Service
from compliance.model.rule import rule
from compliance.model.violation import Violation


@rule("L20-2023.D42.K2", "L20-2023.D43", needs=("fee",))
def sharing_is_free_of_charge(service: Service) -> Iterator[Violation]:
    fee = service.fee
    if not isinstance(fee, Fee):
        return
    if fee.agency:
        template = "the service {service} charges state agencies {fee} đồng"
        yield Violation(template, at=service.at.child("fee", "agency"), service=service.id, fee=f"{fee.agency:g}")
    if service.sharing_form == "open" and fee.public:
        template = "the open data of the service {service} costs {fee} đồng"
        yield Violation(template, at=service.at.child("fee", "public"), service=service.id, fee=f"{fee.public:g}")


_RECORD = "slug: household-business\nowner: {code: G12}\nservices:\n- "
GOOD = [
    _RECORD + "{id: households, fee: {agency: 0, public: 500}}\n",
    _RECORD + "{id: households, fee: none}\n",
    _RECORD + "{id: prices, sharing_form: open, fee: {agency: 0, public: 0}}\n",
]
BAD = {
    "the service households charges state agencies 500 đồng": _RECORD + "{id: households, fee: {agency: 500}}\n",
    "the open data of the service prices costs 200 đồng": _RECORD
    + "{id: prices, sharing_form: open, fee: {agency: 0, public: 200}}\n",
}
UNKNOWN = [_RECORD + "{id: households}\n"]
IRRELEVANT = ["slug: household-business\nowner: {code: G12}\nservices: none\n"]
