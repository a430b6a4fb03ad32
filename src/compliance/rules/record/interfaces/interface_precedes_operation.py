"""The interface of a new system is described before the system operates.

Broken: The interface was described after the system began to operate, or not at all

An interface that is designed and published from the start is one that others can build on; one that is added later fits
the inside of the system, not its callers.

To mend it, describe the interface, and write the day of the description in `description_on`.

Shows the days that are declared. Does not show what the description says, nor when it was published.
"""

from collections.abc import Iterator
from datetime import date

from compliance.model.facts import Facts
from compliance.model.grades import Proof
from compliance.model.record import NONE, Record, Service
from compliance.model.rule import rule
from compliance.model.violation import Unknown, Violation


def may_be_new(record: Record, facts: Facts) -> bool:
    if record.life_cycle in {"planned", "building"} or record.services == NONE:
        return False
    begins = facts.addressees["new-system"].designed_from or date.max
    return record.operational_from is None or record.operational_from >= begins


@rule("QD1425-2026.P2.API-A", proof=Proof.INDICATIVE, when=may_be_new, needs=("services", "operational_from"))
def interface_precedes_operation(record: Record) -> Iterator[Violation | Unknown]:
    for service in record.listed_services() if record.operational_from else ():
        yield from _judged(service, service.ready_on or record.operational_from, record)


def _judged(service: Service, first: date | None, record: Record) -> Iterator[Violation | Unknown]:
    at, described = service.at.child("description_on"), service.description_on
    if not record.knows(described):
        yield Unknown("the record does not say when the interface was described", at)
    elif not isinstance(described, date):
        yield Violation("the interface of the service {service} is not described", at, service=service.id)
    elif first is not None and described > first:
        template = (
            "the interface of the service {service} was described on {date}, after it began to operate on {first}"
        )
        yield Violation(template, at, service=service.id, date=described, first=first)


_RECORD = "slug: household-business\nowner: {code: G12}\noperational_from: 2026-10-01\nservices:\n- "
_LATE = "the interface of the service households was described on 15 November 2026, after it began to operate on {}"
GOOD = [
    _RECORD + "{id: households, description_on: 2026-10-01}\n",
    _RECORD + "{id: households, description_on: 2026-11-15, ready_on: 2026-12-01}\n",
]
BAD = {
    _LATE.format("1 October 2026"): _RECORD + "{id: households, description_on: 2026-11-15}  # <-\n",
    _LATE.format("2 October 2026"): _RECORD
    + "{id: households, description_on: 2026-11-15, ready_on: 2026-10-02}  # <-\n",
    "the interface of the service households is not described": _RECORD
    + "{id: households, description_on: none}  # <-\n",
}
UNKNOWN = [
    _RECORD + "{id: households}\n",
    _RECORD.replace("operational_from: 2026-10-01\n", "") + "{id: households, description_on: none}\n",
    _RECORD.replace("services:\n- ", ""),
    _RECORD.replace("services:", "provenance: {declared: false}\nservices:")
    + "{id: households, description_on: none}\n",
]
IRRELEVANT = [
    _RECORD.replace("2026-10-01", "2026-07-28") + "{id: households, description_on: none}\n",
    _RECORD.replace("services:", "status: building\nservices:") + "{id: households, description_on: none}\n",
]
