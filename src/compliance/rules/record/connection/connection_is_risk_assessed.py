"""A new connection is covered by an assessment of risk.

Broken: A connection was made without an assessment of risk

Each system that is joined on brings its own weaknesses, so the assessment is done again when a system is connected or
shares data with another one; before the connection or after it.

To mend it, assess the risk of the connection, and write day and scope in `risk_assessment`.

Shows that an assessment is declared that covers the connection. Does not show what it says, nor its method.
"""

from collections.abc import Iterator
from datetime import date
from typing import Final

from compliance.model.codelist import fold
from compliance.model.facts import Facts
from compliance.model.record import NONE, Connection, Record
from compliance.model.record_form.connection import OtherParty, RiskAssessment
from compliance.model.rule import rule
from compliance.model.violation import Unknown, Violation

_CLAUSE: Final = "ND331-2026.D10.K2.C"


def may_have_been_connected_since(record: Record, facts: Facts) -> bool:
    return not record.knows(record.connections) or any(_is_meant(each, facts) for each in record.listed_connections())


@rule(_CLAUSE, when=may_have_been_connected_since)
def connection_is_risk_assessed(record: Record, facts: Facts) -> Iterator[Violation | Unknown]:
    if not record.knows(record.connections):
        yield Unknown("the record does not say which connections there are", at=record.at.child("connections"))
    for connection in record.listed_connections():
        if _is_meant(connection, facts):
            yield from _judged(connection, record)


def _is_meant(connection: Connection, facts: Facts) -> bool:
    """Return whether it is a connection of today that was made, or may have been, since the clause binds."""
    if not connection.exists or (connection.stage is not None and not _is_made(connection)):
        return False
    binding = facts.catalogue.requirements[_CLAUSE].applies.start or date.max
    return connection.since is None or binding <= connection.since <= facts.as_of


def _is_made(connection: Connection) -> bool:
    return connection.is_connected or connection.is_in("trial")


def _judged(connection: Connection, record: Record) -> Iterator[Violation | Unknown]:
    at, own, whole = connection.at.child("risk_assessment"), connection.risk_assessment, record.risk_assessment
    if connection.since is None or connection.stage is None:
        yield Unknown("the record does not say whether the connection is in use, and since when", at=connection)
    elif isinstance(own, RiskAssessment):
        if own.on is None or not own.covers:
            yield Unknown("the record does not say when risk was assessed, and what the assessment covers", at)
    elif isinstance(whole, RiskAssessment):
        if not _names(whole, connection):
            template = "the record does not tell whether the assessment of the platform covers the connection"
            yield Unknown(template, record.at.child("risk_assessment"))
    elif NONE in {own if record.knows(own) else None, whole if record.knows(whole) else None}:
        template = "the connection over {via} was made on {date} without an assessment of risk"
        yield Violation(template, connection, via=connection.via or "-", date=connection.since)
    else:
        yield Unknown("the record does not say whether risk was assessed", at)


def _names(assessment: RiskAssessment, connection: Connection) -> bool:
    other = connection.other_party if isinstance(connection.other_party, OtherParty) else OtherParty()
    names = {fold(name) for name in (connection.via, other.agency, other.platform) if name}
    return any(fold(covered) in names for covered in assessment.covers or ())


_RECORD = "slug: household-business\nowner: {code: G12}\n"
_NEW = "connections:\n- {via: ndxp, state: in-use, since: 2026-10-01"
_OLD = "connections:\n- {via: ndxp, state: in-use, since: 2026-08-18"
_LACKING = "the connection over ndxp was made on 1 October 2026 without an assessment of risk"
GOOD = [
    _RECORD + _NEW + ", risk_assessment: {on: 2026-08-25, covers: [NDXP]}}\n",
    _RECORD + _NEW + ", risk_assessment: {on: 2026-11-01, covers: [NDXP]}}\n",
    _RECORD + "risk_assessment: {on: 2026-08-25, covers: [NDXP]}\n" + _NEW + "}\n",
]
BAD = {
    _LACKING: _RECORD + _NEW + ", risk_assessment: none}  # <-\n",
    "the connection over api was made on 19 August 2026 without an assessment of risk": _RECORD
    + "risk_assessment: none\nconnections:\n- {via: api, state: trial, since: 2026-08-19}  # <-\n",
}
UNKNOWN = [
    _RECORD,
    _RECORD + _NEW + "}\n",
    _RECORD + _NEW + ", risk_assessment: {on: 2025-03-01}}\n",
    _RECORD + "risk_assessment: {on: 2026-08-25, covers: [LGSP]}\n" + _NEW + ", risk_assessment: none}\n",
    _RECORD + "connections: [{via: ndxp, state: in-use, risk_assessment: none}]\n",
    _RECORD + "connections: [{via: ndxp, since: 2026-10-01, risk_assessment: none}]\n",
    _RECORD + "provenance: {declared: false}\n" + _NEW + ", risk_assessment: none}\n",
]
IRRELEVANT = [
    _RECORD + _OLD + ", risk_assessment: none}\n",
    _RECORD + _NEW.replace("in-use", "planned") + ", risk_assessment: none}\n",
    _RECORD + _NEW.replace("2026-10", "2027-10") + ", risk_assessment: none}\n",
    _RECORD + "connections: none\n",
]
