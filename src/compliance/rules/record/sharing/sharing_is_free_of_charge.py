"""A service costs state agencies nothing.

Broken: State agencies are charged for data

Agencies share data without charging one another.

To mend it, stop charging state agencies, and write `fee: {agency: 0}` or `fee: none`.

Shows the fee that is declared. Does not show what is really invoiced, nor what others than agencies pay.
"""

from collections.abc import Iterator

from compliance.model.record import Fee, Service
from compliance.model.rule import rule
from compliance.model.violation import Violation


@rule("L20-2023.D42.K2", needs=("fee.agency",))
def sharing_is_free_of_charge(service: Service) -> Iterator[Violation]:
    fee = service.fee
    if isinstance(fee, Fee) and fee.agency is not None and fee.agency > 0:
        template = "the service {service} charges state agencies {fee} đồng"
        yield Violation(template, at=service.at.child("fee", "agency"), service=service.id, fee=f"{fee.agency:.0f}")


_RECORD = "slug: household-business\nowner: {code: G12}\nservices:\n- "
GOOD = [_RECORD + "{id: households, fee: {agency: 0, public: 500}}\n", _RECORD + "{id: households, fee: none}\n"]
BAD = {
    "the service households charges state agencies 1250000 đồng": _RECORD
    + "{id: households, fee: {agency: 1250000}}  # <-\n",
}
UNKNOWN = [_RECORD + "{id: households}\n", _RECORD + "{id: households, fee: {public: 500}}\n"]
IRRELEVANT = ["slug: household-business\nowner: {code: G12}\nservices: none\n"]
