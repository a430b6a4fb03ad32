"""Data of the mandatory kind goes through NDOP from the day on that the law sets.

Broken: Data that has to go through NDOP goes another way

Sharing that is mandatory passes the platform of the National Data Centre, where it can be watched and traced; NDXP does
not stand for it. The day is the end of 2026, or the later one of the decree of a sector. Nothing is late before NDOP
itself is known to operate.

To mend it, move the connection to NDOP, or write in `mandatory_by` the later day that the decree of the sector sets.

Shows the channel that is declared. Does not show the way that the data takes, nor which data is of the mandatory kind.
"""

from collections.abc import Iterator
from datetime import date
from typing import Final

from compliance.model.example import Supposing
from compliance.model.facts import Facts
from compliance.model.grades import Proof
from compliance.model.record import Connection
from compliance.model.record_form.connection import AgentNode
from compliance.model.rule import rule
from compliance.model.violation import Unknown, Violation

_DEADLINE: Final = "ND278-2025.D24.B"
_CLAUSES: Final = ("ND278-2025.D4.K2", _DEADLINE, "ND278-2025.D7.K2-K3")


def is_due(connection: Connection, facts: Facts) -> bool:
    deadline = facts.catalogue.requirements[_DEADLINE].applies.start
    is_meant = connection.mandatory is not False and connection.exists and not connection.is_in("ended")
    return is_meant and _is_late(deadline, connection.mandatory_by, facts.as_of)


def _is_late(deadline: date | None, later: date | None, day: date) -> bool:
    return max(deadline or date.max, later or date.min) < day


@rule(*_CLAUSES, proof=Proof.INDICATIVE, when=is_due, needs=("mandatory", "via"))
def mandatory_data_goes_through_ndop_in_time(connection: Connection, facts: Facts) -> Iterator[Violation | Unknown]:
    if not connection.mandatory:
        return
    if not facts.channels["ndop"].operates_on(facts.as_of):
        yield Unknown("it is not known that NDOP operates", at=connection)
    elif connection.is_over("ndop"):
        yield from _state(connection)
    elif _may_go_on(connection):
        yield Unknown("the record does not tell whether the data goes on to NDOP", at=connection.at.child("via"))
    elif not _goes_on(connection):
        template = "the data has to go through NDOP, and goes over {via}"
        yield Violation(template, at=connection.at.child("via"), via=connection.via or "-")


def _state(connection: Connection) -> Iterator[Violation | Unknown]:
    if connection.stage is None:
        yield Unknown("the record does not say whether the connection over NDOP is in use", at=connection)
    elif not connection.is_connected:
        yield Violation("the data has to go through NDOP, and the connection is not in use", at=connection)


def _goes_on(connection: Connection) -> bool:
    """Return whether the infrastructure of a ministry or province takes the data and passes it on to a node."""
    return connection.is_over("lgsp", "ldop") and isinstance(connection.node, AgentNode)


def _may_go_on(connection: Connection) -> bool:
    if connection.is_over("lgsp", "ldop"):
        return connection.node is None
    return connection.channel is None or connection.is_over("other")


def _later(text: str, on: date = date(2027, 1, 4)) -> Supposing:
    return Supposing(_RECORD + text, on, {"ndop": date(2026, 12, 20)})


_RECORD = "slug: household-business\nowner: {code: G12}\nconnections:\n- "
GOOD = [
    _later("{mandatory: true, via: ndop, state: in-use}\n"),
    _later("{mandatory: true, via: NDOP, state: upgrading}\n"),
    _later("{mandatory: true, via: ldop, state: in-use, node: {id: vi-du-01}}\n"),
]
BAD = {
    "the data has to go through NDOP, and goes over ndxp": _later(
        "{mandatory: true, via: ndxp, state: in-use}  # <-\n"
    ),
    "the data has to go through NDOP, and goes over dedicated": _later("{mandatory: true, via: direct}  # <-\n"),
    "the data has to go through NDOP, and goes over lgsp": _later("{mandatory: true, via: lgsp, node: none}  # <-\n"),
    "the data has to go through NDOP, and the connection is not in use": _later(
        "{mandatory: true, via: ndop, state: planned}  # <-\n"
    ),
}
UNKNOWN = [
    Supposing(_RECORD + "{mandatory: true, via: direct}\n", date(2027, 1, 4)),
    _later("{via: direct}\n"),
    _later("{mandatory: true}\n"),
    _later("{mandatory: true, via: none}\n"),
    _later("{mandatory: true, via: fax}\n"),
    _later("{mandatory: true, via: ldop, state: in-use}\n"),
    _later("{mandatory: true, via: ndop}\n"),
    _RECORD.replace("connections:\n- ", ""),
]
IRRELEVANT = [
    _RECORD + "{mandatory: true, via: direct}\n",
    _later("{mandatory: true, via: direct}\n", date(2026, 12, 31)),
    _later("{mandatory: true, via: direct, mandatory_by: 2027-07-01}\n"),
    _later("{mandatory: false, via: direct}\n"),
    _later("{mandatory: true, via: direct, state: ended}\n"),
]
