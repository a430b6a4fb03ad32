"""A new system is designed to be connected: described interface, channel, contact.

Broken: A new system is not prepared for being connected

What is left out of the design of a new system is dear to add later, and until then others copy its data by hand.

To mend it, describe an interface, name the channel over which the system is or will be connected, and whom to ask.

Shows that interface, channel and contact are named. Does not show that the system can be connected.
"""

from collections.abc import Iterator
from datetime import date

from compliance.model.facts import Facts
from compliance.model.grades import Proof
from compliance.model.record import NONE, Record, Service
from compliance.model.record_form.project import Project
from compliance.model.rule import rule
from compliance.model.violation import Unknown, Violation
from compliance.rules.record._said import is_said


def may_be_designed_since(record: Record, facts: Facts) -> bool:
    begins = facts.addressees["new-system"].designed_from or date.max
    if record.life_cycle == "ended" or record.project == NONE:
        return False
    if "new-system" in (record.classes or ()):
        return True
    if record.operational_from is not None and record.operational_from < begins:
        return False
    days = _days_of_designs(record)
    return not days or max(days) >= begins


def _days_of_designs(record: Record) -> tuple[date, ...]:
    return record.project.days if isinstance(record.project, Project) else ()


@rule("QD1425-2026.P2.READY", proof=Proof.INDICATIVE, when=may_be_designed_since)
def new_system_is_ready_to_connect(record: Record) -> Iterator[Violation | Unknown]:
    if "new-system" not in (record.classes or ()) and not _days_of_designs(record):
        yield Unknown("the record does not say when the system was designed", at=record.at.child("project"))
        return
    states = {"services": _interface(record), "connections": _channel(record), "operation_contact": _contact(record)}
    for field, is_named in states.items():
        if is_named is None:
            yield Unknown("the record does not say {field}", at=record.at.child(field), field=field)
        elif not is_named:
            yield Violation("the new system names nothing in {field}", record.at.child(field), key=field, field=field)


def _interface(record: Record) -> bool | None:
    """Return whether the interface of a service is described; None if the record does not tell."""
    services = record.listed_services()
    if any(map(_is_described, services)):
        return True
    is_open = not record.knows(record.services) or any(service.description_on is None for service in services)
    return None if is_open else False


def _is_described(service: Service) -> bool:
    named = (service.document, service.exchange_structure)
    return isinstance(service.description_on, date) or any(map(is_said, named))


def _channel(record: Record) -> bool | None:
    """Return whether a connection of today or to come names its channel; None if the record does not tell."""
    connections = [each for each in record.listed_connections() if each.is_alive]
    if any(each.channel is not None for each in connections):
        return True
    is_open = not record.knows(record.connections) or any(each.via is None for each in connections)
    return None if is_open else False


def _contact(record: Record) -> bool | None:
    """Return whether somebody is named whom to ask; None if the record does not tell."""
    connections = [each.contact for each in record.listed_connections()]
    stated = [record.operation_contact, record.named_owner.contact, *connections]
    if any(contact is not None and contact != NONE for contact in stated):
        return True
    return False if record.knows(record.operation_contact) else None


_RECORD = "slug: household-business\nowner: {code: G12}\n"
_DESIGN = _RECORD + "project: {basic_design: {on: 2026-09-01}}\n"
_REST = "services: [{id: households, description_on: 2026-09-02}]\nconnections: [{via: ndxp, state: planned}]\n"
_READY = _REST + "operation_contact: {unit: Đơn vị Ví dụ}\n"
GOOD = [_DESIGN + _READY, _RECORD + "classes: [new-system]\n" + _READY]
BAD = {
    "the new system names nothing in services": _DESIGN
    + _READY.replace("[{id: households, description_on: 2026-09-02}]", "none  # <-"),
    "the new system names nothing in connections": _DESIGN
    + _READY.replace("[{via: ndxp, state: planned}]", "none  # <-"),
    "the new system names nothing in operation_contact": _DESIGN + _REST + "operation_contact: none  # <-\n",
}
UNKNOWN = [
    _RECORD,
    _DESIGN,
    _DESIGN + _REST,
    _DESIGN + _READY.replace("via: ndxp, ", ""),
    _DESIGN + _READY.replace(", description_on: 2026-09-02", ""),
    _RECORD + "project: {kind: build}\nservices: none\nconnections: none\n",
]
IRRELEVANT = [
    _DESIGN.replace("2026-09-01", "2026-07-28") + "connections: none\n",
    _RECORD + "project: none\nconnections: none\n",
    _RECORD + "operational_from: 2026-07-01\nconnections: none\n",
]
