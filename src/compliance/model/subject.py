"""What a rule may look at: one row for each kind of subject, with its class, its family and where it comes from.

A new kind is a class in a file of its own and a row here; a kind of observation is a row of `observation` instead. The
auditor, gaps, dossiers, examples, the list of rules and the file of a new rule read this table.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from operator import attrgetter
from typing import Any, Final

from compliance.model.derived.documented_service import DocumentedService, documented_services
from compliance.model.derived.owner_records import OwnerRecords, owners
from compliance.model.derived.record_pair import RecordPair, record_pairs
from compliance.model.derived.spec_pair import HubSpecPair, ServedSpecPair, hub_pairs, served_pairs
from compliance.model.derived.version_pair import VersionPair, version_pairs
from compliance.model.dossier import Dossier
from compliance.model.family import Family
from compliance.model.observation import OBSERVATIONS, Gap, Observation
from compliance.model.openapi.document import Document
from compliance.model.openapi.operation import Operation
from compliance.model.openapi.parameter import Parameter
from compliance.model.openapi.schema import Property, Schema
from compliance.model.openapi.security import SecurityScheme
from compliance.model.openapi.server import Server
from compliance.model.record import Connection, Notice, Record, Service
from compliance.model.source import SourceText
from compliance.model.text import Message

Subject = (
    SourceText
    | Document
    | Server
    | Operation
    | Parameter
    | Schema
    | Property
    | SecurityScheme
    | VersionPair
    | ServedSpecPair
    | HubSpecPair
    | DocumentedService
    | Record
    | Service
    | Connection
    | Notice
    | RecordPair
    | OwnerRecords
    | Observation
)


@dataclass(frozen=True, slots=True)
class SubjectKind:
    """One kind of subject. It comes from one dossier (`of`), or from all dossiers of a run together (`of_fleet`).

    Where a subject should be and something is missing for it, a gap is yielded in its place. A subject of a fleet has
    `platforms`, the ids of the dossiers that it speaks of; each of them gets the verdict.
    """

    type: type[Any]
    family: Family
    of: Callable[[Dossier], Iterable[Any]] | None = None
    of_fleet: Callable[[Sequence[Dossier]], Iterable[Any]] | None = None

    @property
    def name(self) -> str:
        """The name of its class, by which gaps and dossiers know it."""
        return self.type.__name__

    def is_hidden_by(self, gap: Gap) -> bool:
        """Return whether the gap keeps subjects of this kind from being seen."""
        return self.name in gap.hides or self.family in gap.hides


def _indexed(name: str) -> Callable[[Dossier], Iterator[Any]]:
    """Return the enumeration of one kind of node of all documents."""
    of_index = attrgetter(name)
    return lambda dossier: (node for document in dossier.documents for node in of_index(document.nodes))


def _of_record(parts: Callable[[Record], Iterable[Any]]) -> Callable[[Dossier], Iterable[Any]]:
    return lambda dossier: parts(dossier.record) if dossier.record else ()


def _connections(record: Record) -> Iterator[Connection | Gap]:
    if not record.knows(record.connections):
        message = Message.of("the record does not say which connections there are")
        yield Gap(frozenset({Connection.__name__}), record.at.child("connections"), message, is_failure=False)
    yield from record.listed_connections()


def _notices(record: Record) -> Iterator[Notice | Gap]:
    if not record.knows(record.notices):
        message = Message.of("the record does not say which stops were announced")
        yield Gap(frozenset({Notice.__name__}), record.at.child("notices"), message, is_failure=False)
    yield from record.listed_notices()


def _seen(kind: type[Any]) -> Callable[[Dossier], Iterator[Any]]:
    return lambda dossier: (seen for seen in dossier.observations if isinstance(seen, kind))


KINDS: Final[tuple[SubjectKind, ...]] = (
    SubjectKind(SourceText, Family.SOURCE, of=attrgetter("sources")),
    SubjectKind(Document, Family.DOCUMENT, of=attrgetter("documents")),
    SubjectKind(Server, Family.DOCUMENT, of=_indexed("servers")),
    SubjectKind(Operation, Family.DOCUMENT, of=_indexed("operations")),
    SubjectKind(Parameter, Family.DOCUMENT, of=_indexed("parameters")),
    SubjectKind(Schema, Family.DOCUMENT, of=_indexed("schemas")),
    SubjectKind(Property, Family.DOCUMENT, of=_indexed("properties")),
    SubjectKind(SecurityScheme, Family.DOCUMENT, of=_indexed("security_schemes")),
    SubjectKind(VersionPair, Family.DOCUMENT, of=version_pairs),
    SubjectKind(ServedSpecPair, Family.DOCUMENT, of=served_pairs),
    SubjectKind(HubSpecPair, Family.DOCUMENT, of=hub_pairs),
    SubjectKind(DocumentedService, Family.DOCUMENT, of=documented_services),
    SubjectKind(Record, Family.RECORD, of=_of_record(lambda record: (record,))),
    SubjectKind(Service, Family.RECORD, of=_of_record(Record.listed_services)),
    SubjectKind(Connection, Family.RECORD, of=_of_record(_connections)),
    SubjectKind(Notice, Family.RECORD, of=_of_record(_notices)),
    SubjectKind(RecordPair, Family.RECORD, of_fleet=record_pairs),
    SubjectKind(OwnerRecords, Family.RECORD, of_fleet=owners),
    *(SubjectKind(kind, kind.FAMILY, of=_seen(kind)) for kind in OBSERVATIONS),
)


@cache
def _rows() -> dict[type[Any], SubjectKind]:
    return {kind.type: kind for kind in KINDS}


def kind_of(subject: type[Any]) -> SubjectKind:
    """Return the row of a class of subjects; raises `LookupError` if it has none."""
    return _rows()[subject]


def kind_named(name: str) -> SubjectKind:
    """Return the row of a class of subjects by its name; raises `LookupError` if it has none."""
    return {kind.name: kind for kind in KINDS}[name]
