"""A channel is named over which wrong data can be reported.

Broken: Nobody is named to whom wrong data can be reported

Those who use the data are the first to see what is wrong in it.

To mend it, write an address or a contact in `correction_contact`.

Shows that a channel is named. Does not show that it answers, nor how soon.
"""

from collections.abc import Iterator

from compliance.model.grades import Proof
from compliance.model.record import Service
from compliance.model.record_form import Contact, is_none
from compliance.model.rule import rule
from compliance.model.violation import Unknown, Violation
from compliance.rules.record._said import is_said, unsaid


@rule("CV4856-2026.PL3.IV.3", proof=Proof.INDICATIVE, needs=("correction_contact",))
def correction_channel_is_named(service: Service) -> Iterator[Violation | Unknown]:
    contact = service.correction_contact
    if is_none(contact):
        template = "the service {service} has no channel for reporting wrong data"
        yield Violation(template, service.at.child("correction_contact"), service=service.id)
    elif contact is not None and not is_named(contact):
        yield unsaid(service, "correction_contact")


def is_named(contact: str | Contact) -> bool:
    ways = (contact.unit, contact.person, contact.phone, contact.email) if isinstance(contact, Contact) else (contact,)
    return any(map(is_said, ways))


_RECORD = "slug: household-business\nowner: {code: G12}\nservices:\n- "
GOOD = [
    _RECORD + "{id: households, correction_contact: 'https://api.mof.gov.vn/dinh-chinh'}\n",
    _RECORD + "{id: households, correction_contact: {unit: Cục Ví dụ, email: dinhchinh@vi-du.gov.vn}}\n",
]
BAD = {
    "the service households has no channel for reporting wrong data": _RECORD
    + "{id: households, correction_contact: none}  # <-\n",
}
UNKNOWN = [
    _RECORD + "{id: households}\n",
    _RECORD + "{id: households, correction_contact: {}}\n",
    _RECORD + "{id: households, correction_contact: ' '}\n",
    _RECORD + "{id: households, correction_contact: none}\nprovenance: {declared: false}\n",
]
