"""Which subjects a dossier holds, by kind, and where there should be some and are none."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import Any

from compliance.model.dossier import Dossier, Kind
from compliance.model.facts import Facts
from compliance.model.kinds import DOCUMENT_KINDS, HUB_KINDS
from compliance.model.location import Place
from compliance.model.observation import OBSERVATIONS, Gap
from compliance.model.openapi.document import Document
from compliance.model.openapi.operation import Operation
from compliance.model.openapi.parameter import Parameter
from compliance.model.openapi.schema import Property, Schema
from compliance.model.openapi.security import SecurityScheme
from compliance.model.openapi.server import Server
from compliance.model.record import NONE, Connection, Record, Service
from compliance.model.remedy import Remedy
from compliance.model.rule import Rule, Subject
from compliance.model.source import SourceText
from compliance.model.text import Message

_Subjects = Mapping[type[Any], Sequence[Subject]]


def concerns(rule: Rule, dossier: Dossier) -> bool:
    """Whether the rule is asked at all: a document has no record and no endpoint."""
    return can_hold(dossier, rule.subject.__name__)


def can_hold(dossier: Dossier, subject: str) -> bool:
    """Return whether subjects of the kind of that name may be in the dossier."""
    return dossier.kind is Kind.PLATFORM or subject in DOCUMENT_KINDS


def subjects(dossier: Dossier) -> _Subjects:
    """Every subject of the dossier by kind, each once."""
    record = dossier.record
    nodes = [document.nodes for document in dossier.documents]
    found: dict[type[Any], Sequence[Any]] = {
        SourceText: dossier.sources,
        Document: dossier.documents,
        Server: list(chain.from_iterable(node.servers for node in nodes)),
        Operation: list(chain.from_iterable(node.operations for node in nodes)),
        Parameter: list(chain.from_iterable(node.parameters for node in nodes)),
        Schema: list(chain.from_iterable(node.schemas for node in nodes)),
        Property: list(chain.from_iterable(node.properties for node in nodes)),
        SecurityScheme: list(chain.from_iterable(node.security_schemes for node in nodes)),
        Record: [record] if record else [],
        Service: record.listed_services() if record else (),
        Connection: record.listed_connections() if record else (),
    }
    for kind in OBSERVATIONS:
        found[kind] = [seen for seen in dossier.observations if isinstance(seen, kind)]
    return found


def unstated_fields(dossier: Dossier) -> Iterator[Gap]:
    """What the record does not say and what therefore could not be looked at. Nobody's failure, and never met."""
    record = dossier.record
    if record is None:
        return
    if (unseen := HUB_KINDS - _looked_for(dossier)) and dossier.kind is Kind.PLATFORM:
        message = Message.of("nothing was seen through a hub")
        yield Gap(unseen, record.at, message, is_failure=False, remedy=Remedy.NAME_A_HUB)
    if not _is_known(record.services, record):
        message = Message.of("the record does not say which services there are")
        yield Gap(DOCUMENT_KINDS | {"Service"}, record.at.child("services"), message, is_failure=False)
    if not _is_known(record.connections, record):
        message = Message.of("the record does not say which connections there are")
        yield Gap(frozenset({"Connection"}), record.at.child("connections"), message, is_failure=False)
    for service in record.listed_services():
        if service.document is None:
            message = Message.of("the record names no document of the service {service}", service=service.id)
            yield Gap(DOCUMENT_KINDS, service.at.child("document"), message, is_failure=False)


def _looked_for(dossier: Dossier) -> frozenset[str]:
    """The kinds that were seen, or sought in vain."""
    seen = frozenset(type(observation).__name__ for observation in dossier.observations)
    return seen.union(*(gap.hides for gap in dossier.gaps))


def undecided(rule: Rule, subject: Subject, dossier: Dossier, facts: Facts) -> Gap | None:
    """The gap where the subject, or what is published, leaves open what the rule needs to know."""
    for path in rule.needs:
        if not isinstance(path, str):
            continue
        value: Any = subject
        for step in path.split("."):
            value = getattr(value, step)
            if value is None or value == NONE:
                break
        if dossier.record is not None and not _is_known(value, dossier.record):
            message = Message.of("the record does not say {field}", field=path)
            place: Place = subject.at.child(*path.split("."))
            return Gap(frozenset({rule.subject.__name__}), place, message, is_failure=False)
    if not rule.is_decided(subject, facts):
        message = Message.of("the lists that are held here do not tell")
        return Gap(frozenset({rule.subject.__name__}), subject.at, message, is_failure=False)
    return None


def _is_known(value: Any, record: Record) -> bool:
    """Null is unknown; `none` is the owner's word, and unknown in a record that somebody else compiled."""
    return value is not None and (value != NONE or record.is_declared)
