"""Days that the record of a platform names itself: what is planned, and what ends. No text of law sets them."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from compliance.judgement.due.entry import Entry
from compliance.model.due import DueKind
from compliance.model.record import Connection, Record
from compliance.model.record_form.common import DeclaredNone
from compliance.model.record_form.connection import AgentNode, Agreement
from compliance.model.record_form.consent import Consent
from compliance.model.record_form.papers import MinimumRequirements, PublishedPaper
from compliance.model.record_form.security import SecurityLevel
from compliance.model.text import Message

_COMPLETE: Final = frozenset({"operating", "upgrading", "merging", "being-replaced", "ended"})
_OWNER: Final = Message.of("by the record of its owner")
_OTHERS: Final = Message.of("by a record that others than the owner wrote")
_Day = date | DeclaredNone | None
_Dated = tuple[Message, _Day]


def declared(slug: str, record: Record) -> Iterator[Entry]:
    """Yield the days that a record names, but of what it says is done already."""
    source = _OWNER if record.is_declared else _OTHERS
    named = (*_of_platform(record), *_of_security(record), *_of_papers(record), *_of_connections(record))
    for what, day in named:
        if isinstance(day, date):
            yield Entry(DueKind.DECLARED, day, what, slug, source)
    for field in record.undetermined:
        if field.due is not None:
            what = Message.of("the value of {field} is to be determined", field=field.path)
            yield Entry(DueKind.DECLARED, field.due, what, slug, source, thing=field.path)


def _of_platform(record: Record) -> Iterator[_Dated]:
    if record.life_cycle not in _COMPLETE:
        yield Message.of("the platform is to be complete"), record.completion_deadline
    if isinstance(record.consent_to_trials, Consent):
        yield Message.of("the consent to trials ends"), record.consent_to_trials.until
    minimum = record.min_requirements
    if isinstance(minimum, MinimumRequirements) and not isinstance(minimum.met_on, date):
        yield Message.of("the roadmap for the minimum requirements ends"), minimum.roadmap_until


def _of_security(record: Record) -> Iterator[_Dated]:
    level = record.security_level
    if isinstance(level, SecurityLevel):
        if level.on is None:
            yield Message.of("the approval of the security level is planned"), level.approval_planned_on
        yield Message.of("the security measures are planned"), level.measures_planned_on


def _of_papers(record: Record) -> Iterator[_Dated]:
    if isinstance(record.plan, PublishedPaper):
        yield Message.of("the plan is to be complete"), record.plan.complete_by
    if isinstance(record.architecture, PublishedPaper):
        yield Message.of("the architecture is to be complete"), record.architecture.complete_by


def _of_connections(record: Record) -> Iterator[_Dated]:
    for connection in record.listed_connections():
        if connection.is_alive:
            yield from _of_connection(connection)


def _of_connection(connection: Connection) -> Iterator[_Dated]:
    channel = connection.via_text or (connection.via or "-").upper()
    if not connection.is_connected:
        yield Message.of("the connection over {channel} is planned", channel=channel), connection.planned_on
    if connection.mandatory and not (connection.is_connected and connection.is_over("ndop")):
        template = "data of the connection over {channel} has to go through NDOP, by what its record says of the law"
        yield Message.of(template, channel=channel), connection.mandatory_by
    if isinstance(connection.agreement, Agreement):
        yield Message.of("the agreement on personal data ends"), connection.agreement.until
    if isinstance(connection.node, AgentNode):
        yield (
            Message.of("the certificate of the node {node} ends", node=connection.node.id or "-"),
            (connection.node.certificate_until),
        )
