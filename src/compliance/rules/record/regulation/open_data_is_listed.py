"""Open data stands on the owner's published list and on the National Data Portal.

Broken: Open data is not listed

Data that nobody finds is open to nobody.

To mend it, add the data to the list of open data, send the list for the portal, and write `open_data_list` and
`portal_url`.

Shows that the record names both places. Does not show that the entries are there.
"""

from collections.abc import Iterator

from compliance.model.grades import Proof
from compliance.model.record import Service
from compliance.model.record_form import is_none
from compliance.model.rule import rule
from compliance.model.violation import Unknown, Violation
from compliance.rules.record._said import is_unsaid, unsaid

MESSAGES = {
    "open_data_list": "the open data {service} is on no published list of the owner",
    "portal_url": "the open data {service} is not on the National Data Portal",
}


def is_open(service: Service) -> bool:
    return service.is_open


@rule("ND165-2025.D10", "ND47-2020.D13.K3", proof=Proof.INDICATIVE, when=is_open)
def open_data_is_listed(service: Service) -> Iterator[Violation | Unknown]:
    for field, template in MESSAGES.items():
        value = getattr(service, field)
        if is_none(value):
            yield Violation(template, service.at.child(field), service=service.id)
        elif is_unsaid(value):
            yield unsaid(service, field)


_RECORD = "slug: household-business\nowner: {code: G12}\nservices:\n- "
GOOD = [
    _RECORD + "{id: prices, sharing_form: open, open_data_list: 15/QĐ-BTC, portal_url: 'https://data.gov.vn/prices'}\n",
]
BAD = {
    "the open data prices is on no published list of the owner": _RECORD
    + "{id: prices, sharing_form: open, open_data_list: none, portal_url: 'https://data.gov.vn/prices'}  # <-\n",
    "the open data prices is not on the National Data Portal": _RECORD
    + "{id: prices, sharing_form: mở, portal_url: none}  # <-\n",
}
UNKNOWN = [
    _RECORD + "{id: prices, sharing_form: open}\n",
    _RECORD + "{id: prices, sharing_form: open, open_data_list: 15/QĐ-BTC}\n",
    _RECORD + "{id: prices, sharing_form: open, portal_url: none}\nprovenance: {declared: false}\n",
]
IRRELEVANT = [_RECORD + "{id: prices, sharing_form: default, portal_url: none}\n"]
