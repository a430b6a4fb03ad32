"""Open data costs nobody anything.

Broken: Open data has a fee

Who pays before reading is not given open data.

To mend it, stop charging, and write `fee: none`, or name another form of sharing.

Shows the fee that is declared. Does not show what is really invoiced.
"""

from collections.abc import Iterator

from compliance.model.record import Fee, Service
from compliance.model.rule import rule
from compliance.model.violation import Unknown, Violation
from compliance.rules.record._said import unsaid


def is_open(service: Service) -> bool:
    return service.is_open


@rule("L20-2023.D43", when=is_open, needs=("fee",))
def open_data_is_free_of_charge(service: Service) -> Iterator[Violation | Unknown]:
    fee = service.fee
    for name in ("agency", "public") if isinstance(fee, Fee) else ():
        price = getattr(fee, name)
        if price is None:
            yield unsaid(service, f"fee.{name}")
        elif price > 0:
            template = "the service {service} is open data and has a fee in {field}"
            yield Violation(template, at=service.at.child("fee", name), key=name, service=service.id, field=name)


_RECORD = "slug: household-business\nowner: {code: G12}\nservices:\n- "
GOOD = [
    _RECORD + "{id: prices, sharing_form: open, fee: none}\n",
    _RECORD + "{id: prices, sharing_form: Open, fee: {agency: 0, public: 0}}\n",
]
BAD = {
    "the service prices is open data and has a fee in public": _RECORD
    + "{id: prices, sharing_form: open, fee: {public: 500}}  # <-\n",
}
UNKNOWN = [
    _RECORD + "{id: prices, sharing_form: open}\n",
    _RECORD + "{id: prices, sharing_form: open, fee: {}}\n",
    _RECORD + "{id: prices, sharing_form: open, fee: {agency: 0}}\n",
]
IRRELEVANT = [_RECORD + "{id: prices, sharing_form: default, fee: {public: 500}}\n"]
