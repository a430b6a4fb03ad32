"""A service in use is registered in a catalogue of interfaces.

Broken: A service in use is in no catalogue of interfaces, or its entry is incomplete

An interface that no catalogue has is found by those only who know somebody. It is registered and published, and whoever
finds the entry finds the description.

To mend it, register the service at NDXP, NDOP, LGSP, LDOP or the ministry, and write catalogue, identifier and address
of the description in `registration`.

Shows the entry that is declared. Does not show that the catalogue has it: that is looked up at the hub itself.
"""

from collections.abc import Iterator

from compliance.model.grades import Proof
from compliance.model.record import NONE, Service
from compliance.model.record_form.service import Registration
from compliance.model.rule import rule
from compliance.model.violation import Unknown, Violation

_FIELDS = ("identifier", "description_url")


def may_be_used(service: Service) -> bool:
    return service.is_used is not False


@rule("QD1425-2026.P2.API-B", proof=Proof.INDICATIVE, when=may_be_used, needs=("registration",))
def interface_is_registered(service: Service) -> Iterator[Violation | Unknown]:
    at, entries = service.at.child("registration"), service.registration
    if service.is_used is None:
        yield Unknown("the record does not say whether the service is in use", at=service)
    elif entries == NONE:
        yield Violation("the service {service} is in no catalogue of interfaces", at, service=service.id)
    elif isinstance(entries, list) and entries and not any(map(_is_complete, entries)):
        yield from _missing(entries[0], service)


def _is_complete(entry: Registration) -> bool:
    return bool(entry.catalogue) and all(_is_said(entry, field) for field in _FIELDS)


def _is_said(entry: Registration, field: str) -> bool:
    return getattr(entry, field) not in {None, "", NONE}


def _missing(entry: Registration, service: Service) -> Iterator[Violation | Unknown]:
    at = service.at.child("registration", 0)
    lacking = [field for field in _FIELDS if getattr(entry, field) == NONE]
    for field in lacking:
        template = "the entry of the service {service} in the catalogue has no {field}"
        yield Violation(template, at.child(field), key=field, service=service.id, field=field)
    if not lacking:
        yield Unknown("the record does not give catalogue, identifier and description of the entry", at)


_RECORD = "slug: household-business\nowner: {code: G12}\nconnections: [{via: ndxp, state: in-use}]\nservices:\n- "
_ENTRY = "{catalogue: ndxp, identifier: VN/GOV/G12/vi-du, description_url: 'https://vi-du.gov.vn/api'}"
_IDLE = _RECORD.replace("in-use", "planned")
GOOD = [
    _RECORD + f"{{id: households, registration: [{_ENTRY}]}}\n",
    _RECORD + f"{{id: households, registration: [{{catalogue: lgsp}}, {_ENTRY}]}}\n",
]
BAD = {
    "the service households is in no catalogue of interfaces": _RECORD + "{id: households, registration: none}  # <-\n",
    "the entry of the service households in the catalogue has no identifier": _RECORD
    + "{id: households, registration: [{catalogue: ndxp, identifier: none}]}  # <-\n",
    "the entry of the service households in the catalogue has no description_url": _RECORD
    + "{id: households, registration: [{catalogue: ministry, identifier: a, description_url: none}]}  # <-\n",
}
UNKNOWN = [
    _RECORD + "{id: households}\n",
    _RECORD + "{id: households, registration: []}\n",
    _RECORD + "{id: households, registration: [{catalogue: ndxp}]}\n",
    _RECORD.replace(", state: in-use", "") + "{id: households, registration: none}\n",
    "slug: household-business\nowner: {code: G12}\nservices: [{id: households, registration: none}]\n",
    "slug: household-business\nowner: {code: G12}\n",
]
IRRELEVANT = [
    _IDLE + "{id: households, registration: none}\n",
    _RECORD.replace("in-use", "in-use, services: [others]") + "{id: households, registration: none}\n",
]
