"""Coordination and service levels are agreed before data goes through NDOP.

Broken: Coordination or service levels were not agreed before the connection was used

Who answers for what, whom to call when something happens, and how soon wrong data is corrected is signed first. Then
the service is switched on.

To mend it, sign what is missing, and write it in `coordination` of the connection and `service_level` of the service.

Shows that both are declared, with their days. Does not show what they say, and they were not read.
"""

from collections.abc import Iterator
from datetime import date
from typing import Final

from compliance.model.facts import Facts
from compliance.model.grades import Proof
from compliance.model.record import NONE, Connection, Record, Service
from compliance.model.record_form.common import Paper
from compliance.model.record_form.service import ServiceLevel
from compliance.model.rule import rule
from compliance.model.violation import Unknown, Violation
from compliance.rules.record.ndop._use import is_used_since

_CLAUSE: Final = "CV4856-2026.PL4.STEP5"


def may_use_ndop(record: Record, facts: Facts) -> bool:
    return not record.knows(record.connections) or any(_used(record, facts))


def _used(record: Record, facts: Facts) -> Iterator[Connection]:
    return (each for each in record.listed_connections() if is_used_since(each, _CLAUSE, facts))


@rule(_CLAUSE, proof=Proof.INDICATIVE, when=may_use_ndop, needs=("connections", "services"))
def ndop_coordination_is_signed(record: Record, facts: Facts) -> Iterator[Violation | Unknown]:
    for connection in _used(record, facts):
        since = connection.since
        if since is None:
            yield Unknown("the record does not say since when the connection is in use", at=connection)
            continue
        yield from _coordination(connection, since, record)
        for service in record.listed_services():
            if connection.services is None or service.id in connection.services:
                yield from _service_level(service, since, record)


def _coordination(connection: Connection, since: date, record: Record) -> Iterator[Violation | Unknown]:
    signed, at = connection.coordination, connection.at.child("coordination")
    if not record.knows(signed) or (isinstance(signed, Paper) and signed.on is None):
        yield Unknown("the record does not give the day of the coordination regulation", at)
    elif signed == NONE:
        yield Violation("the connection over NDOP is in use without a coordination regulation", at)
    elif isinstance(signed, Paper) and signed.on is not None and signed.on > since:
        template = "the coordination regulation is of {date}, the connection is in use since {since}"
        yield Violation(template, at.child("on"), date=signed.on, since=since)


def _service_level(service: Service, since: date, record: Record) -> Iterator[Violation | Unknown]:
    promised, at = service.service_level, service.at.child("service_level")
    if not record.knows(promised) or (isinstance(promised, ServiceLevel) and promised.committed_on is None):
        yield Unknown("the record does not say when the service level was promised", at)
    elif promised == NONE:
        yield Violation("no service level is promised for {service}", at, service=service.id)
    elif isinstance(promised, ServiceLevel) and promised.committed_on is not None and promised.committed_on > since:
        template = "the service level of {service} was promised on {date}, the connection is in use since {since}"
        yield Violation(template, at.child("committed_on"), service=service.id, date=promised.committed_on, since=since)


_RECORD = "slug: household-business\nowner: {code: G12}\n"
_USED = "connections:\n- {via: ndop, state: in-use, since: 2026-11-01, coordination: "
_SIGNED = _USED + "{number: 12/VD, on: 2026-10-20}}\n"
_SERVICES = _RECORD + "services:\n- {id: households, service_level: "
_PROMISED = _SERVICES + "{availability_percent: 99, committed_on: 2026-11-01}}\n"
GOOD = [_PROMISED + _SIGNED, _RECORD + "services: none\n" + _SIGNED]
BAD = {
    "the connection over NDOP is in use without a coordination regulation": _PROMISED + _USED + "none}  # <-\n",
    "the coordination regulation is of 20 November 2026, the connection is in use since 1 November 2026": _PROMISED
    + _USED
    + "{on: 2026-11-20}}  # <-\n",
    "no service level is promised for households": _SERVICES + "none}  # <-\n" + _SIGNED,
    "the service level of households was promised on 2 November 2026, the connection is in use since 1 November 2026": (
        _SERVICES + "{committed_on: 2026-11-02}}  # <-\n" + _SIGNED
    ),
}
UNKNOWN = [
    _RECORD,
    _RECORD + _SIGNED,
    _PROMISED + _USED + "null}\n",
    _PROMISED + _USED + "{number: 12/VD}}\n",
    _SERVICES + "null}\n" + _SIGNED,
    _PROMISED + _SIGNED.replace("since: 2026-11-01, ", ""),
]
IRRELEVANT = [
    _PROMISED + _USED.replace("ndop", "ndxp") + "none}\n",
    _PROMISED + _USED.replace("2026-11-01", "2026-09-01") + "none}\n",
    _RECORD + "connections: none\n",
]
