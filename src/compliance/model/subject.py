"""What a rule may look at: one row for each kind of subject, with its class, its family and where it comes from.

A new kind is a class in a file of its own and a row here (`any_subject` says the same to the type checker). The
auditor, gaps, dossiers, examples, the list of rules and the file of a new rule read this table. Classes are named, not
imported, because a document needs neither records nor observations.
"""

from collections.abc import Callable, Iterable, Iterator
from functools import cache
from importlib import import_module
from itertools import chain
from operator import attrgetter, methodcaller
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from compliance.model.family import OF_DOCUMENTS, Family
from compliance.model.gap import Gap
from compliance.model.grades import Basis
from compliance.model.text import Message

if TYPE_CHECKING:
    from compliance.model.any_subject import AnySubject
    from compliance.model.dossier import Dossier
    from compliance.model.fleet_member import AskedFleet
    from compliance.model.record import Record

    Subject: TypeAlias = AnySubject
else:
    Subject = Any

_Enumeration = Callable[[Any], Iterable[Any]]
_BASIS: Final = {
    Family.SOURCE: Basis.DOCUMENT,
    Family.DOCUMENT: Basis.DOCUMENT,
    Family.DESCRIPTION: Basis.DOCUMENT,
    Family.ENDPOINT: Basis.OBSERVED,
    Family.RECORD: Basis.DECLARED,
    Family.EXCHANGE: Basis.OBSERVED,
}


class SubjectKind:
    """One kind of subject. It comes from one dossier (`of`), or from all dossiers of a run together (`of_fleet`).

    The class and an enumeration in a module of its own are written as paths below `compliance.model`. Where a subject
    should be and something is missing for it, a gap is yielded in its place. A subject of a fleet has `platforms`, the
    ids of the dossiers that it speaks of; each of them gets the verdict. `untold` yields by such an id how many are met
    without a look, and not made. `made_of` names the kinds of subject without which it cannot be made. `is_of_platform`
    says that a document alone, without a record, has none of it.
    `basis` is what a verdict on it rests on: the weakest that it is made of; that of its family if none is given.
    """

    __slots__ = ("_of", "_of_fleet", "_path", "_untold", "basis", "family", "is_of_platform", "made_of", "name")

    def __init__(  # noqa: PLR0913 - the columns of the table
        self,
        path: str,
        family: Family,
        *,
        of: _Enumeration | str | None = None,
        of_fleet: _Enumeration | str | None = None,
        untold: _Enumeration | str | None = None,
        made_of: tuple[str, ...] = (),
        is_of_platform: bool = False,
        basis: Basis | None = None,
    ) -> None:
        self.name = path.rpartition(".")[2]
        self.family, self.made_of = family, made_of
        self.is_of_platform = is_of_platform or family not in OF_DOCUMENTS
        self.basis = basis or _BASIS[family]
        self._path = path
        self._of, self._of_fleet, self._untold = of, of_fleet, untold

    @property
    def type(self) -> type[Any]:
        """Its class."""
        kind: type[Any] = _found(self._path)
        return kind

    @property
    def is_of_fleet(self) -> bool:
        """Whether its subjects come from all dossiers together."""
        return self._of_fleet is not None

    def of(self, dossier: "Dossier") -> Iterable[Any]:
        """Return the subjects of one dossier, none if the kind comes from the fleet."""
        return _called(self._of, dossier)

    def of_fleet(self, fleet: "AskedFleet") -> Iterable[Any]:
        """Return the subjects of all platforms of a run together, none if the kind comes from each."""
        return _called(self._of_fleet, fleet)

    def untold(self, fleet: "AskedFleet") -> Iterable[tuple[str, int]]:
        """Return how many subjects that a rule concerns, and says nothing of, are not made, by what they speak of."""
        return _called(self._untold, fleet)

    def is_hidden_by(self, gap: Gap) -> bool:
        """Return whether the gap keeps subjects of this kind, or what they are made of, from being seen."""
        return not _parts(self.name).isdisjoint(gap.hides)

    def looked_for(self) -> tuple[str, ...]:
        """Return the names of the kinds of observation that somebody has to look for, so that there may be any."""
        return self.made_of or (self.name,)

    def __repr__(self) -> str:
        return f"SubjectKind({self._path!r})"


@cache
def _found(path: str) -> Any:
    module, _, name = path.rpartition(".")
    return getattr(import_module(f"compliance.model.{module}"), name)


def _called(enumeration: _Enumeration | str | None, given: Any) -> Iterable[Any]:
    if enumeration is None:
        return ()
    found: Iterable[Any] = (_found(enumeration) if isinstance(enumeration, str) else enumeration)(given)
    return found


def _indexed(name: str) -> _Enumeration:
    """Return the enumeration of one kind of node of all documents."""
    of_index = attrgetter(name)
    return lambda dossier: chain.from_iterable(of_index(document.nodes) for document in dossier.documents)


def _of_xml(enumeration: str) -> _Enumeration:
    """Return the enumeration of a kind that stands in descriptions in XML, which few dossiers have."""
    of = f"derived.xml_text.{enumeration}"
    return lambda dossier: _called(of, dossier) if any(each.is_xml for each in dossier.sources) else ()


def _of_record(parts: "Callable[[Record], Iterable[Any]]") -> _Enumeration:
    return lambda dossier: parts(dossier.record) if dossier.record else ()


def _listed(kind: str, field: str, unsaid: Message) -> _Enumeration:
    """Return the enumeration of a list in the record, with a gap if the record does not say whether there is any."""
    listed = methodcaller(f"listed_{field}")

    def items(record: "Record") -> Iterator[Any]:
        if not record.knows(getattr(record, field)):
            yield Gap(frozenset({kind}), record.at.child(field), unsaid, is_failure=False)
        yield from listed(record)

    return _of_record(items)


def _compared(path: str, of: str) -> SubjectKind:
    """Return the row of a kind that compares two documents of a service, which only a record can name."""
    return SubjectKind(f"derived.{path}", Family.DOCUMENT, of=f"derived.{of}", is_of_platform=True)


def _seen(path: str, family: Family, basis: Basis | None = None) -> SubjectKind:
    """Return the row of a kind of observation."""
    name = path.rpartition(".")[2]
    of = lambda dossier: (seen for seen in dossier.observations if type(seen).__name__ == name)  # noqa: E731
    return SubjectKind(f"observation.{path}", family, of=of, basis=basis)


def _made(path: str, of: str, family: Family, *made_of: str, basis: Basis | None = None) -> SubjectKind:
    """Return the row of a kind that is made of observations, by a function in its own module."""
    module = path.rpartition(".")[0]
    return SubjectKind(f"derived.{path}", family, of=f"derived.{module}.{of}", made_of=made_of, basis=basis)


_UNSAID_CONNECTIONS: Final = Message.of("the record does not say which connections there are")
_UNSAID_NOTICES: Final = Message.of("the record does not say which stops were announced")
KINDS: Final[tuple[SubjectKind, ...]] = (
    SubjectKind("source.SourceText", Family.SOURCE, of=lambda seen: (one for one in seen.sources if not one.is_xml)),
    SubjectKind("derived.declaration.Declaration", Family.DOCUMENT, of="derived.declaration.declarations"),
    SubjectKind("openapi.document.Document", Family.DOCUMENT, of=attrgetter("documents")),
    SubjectKind("openapi.server.Server", Family.DOCUMENT, of=_indexed("servers")),
    SubjectKind("openapi.operation.Operation", Family.DOCUMENT, of=_indexed("operations")),
    SubjectKind("openapi.parameter.Parameter", Family.DOCUMENT, of=_indexed("parameters")),
    SubjectKind("openapi.schema.Schema", Family.DOCUMENT, of=_indexed("schemas")),
    SubjectKind("openapi.schema.Property", Family.DOCUMENT, of=_indexed("properties")),
    SubjectKind("openapi.field.Field", Family.DOCUMENT, of=_indexed("fields"), made_of=("Property", "Parameter")),
    SubjectKind("openapi.security.SecurityScheme", Family.DOCUMENT, of=_indexed("security_schemes")),
    SubjectKind("derived.xml_text.XmlText", Family.DESCRIPTION, of=_of_xml("texts")),
    SubjectKind("xml.description.ServiceDescription", Family.DESCRIPTION, of=attrgetter("descriptions")),
    SubjectKind("xml.operation.WsdlOperation", Family.DESCRIPTION, of=_of_xml("operations")),
    SubjectKind("xml.port.WsdlPort", Family.DESCRIPTION, of=_of_xml("ports")),
    _made("interface.Interface", "interfaces", Family.DOCUMENT, "Operation", "Document"),
    _compared("version_pair.VersionPair", "version_pair.version_pairs"),
    _compared("spec_pair.ServedSpecPair", "spec_pair.served_pairs"),
    _compared("spec_pair.HubSpecPair", "spec_pair.hub_pairs"),
    SubjectKind(
        "derived.documented_service.DocumentedService",
        Family.DOCUMENT,
        of="derived.documented_service.documented_services",
        is_of_platform=True,
        basis=Basis.DECLARED,
    ),
    SubjectKind("record.Record", Family.RECORD, of=_of_record(lambda record: (record,))),
    SubjectKind("record.Service", Family.RECORD, of=_of_record(methodcaller("listed_services"))),
    SubjectKind("record.Connection", Family.RECORD, of=_listed("Connection", "connections", _UNSAID_CONNECTIONS)),
    SubjectKind("record.Notice", Family.RECORD, of=_listed("Notice", "notices", _UNSAID_NOTICES)),
    SubjectKind(
        "derived.record_pair.RecordPair",
        Family.RECORD,
        of_fleet="derived.record_pair.record_pairs",
        untold="derived.record_pair.untold_pairs",
    ),
    SubjectKind("derived.owner_records.OwnerRecords", Family.RECORD, of_fleet="derived.owner_records.owners"),
    _made("live_record.LiveRecord", "live_records", Family.RECORD, "Certificate", basis=Basis.OBSERVED),
    _seen("tls_handshake.TlsHandshake", Family.ENDPOINT),
    _seen("certificate.Certificate", Family.ENDPOINT),
    _seen("name_lookup.NameLookup", Family.ENDPOINT),
    _seen("http_exchange.HttpExchange", Family.ENDPOINT),
    _seen("trial.Trial", Family.ENDPOINT),
    _seen("comparison.Comparison", Family.ENDPOINT),
    _seen("page_walk.PageWalk", Family.ENDPOINT),
    _seen("sampling.Sampling", Family.ENDPOINT),
    _seen("link_check.LinkCheck", Family.ENDPOINT),
    _seen("hub_listing.HubListing", Family.EXCHANGE, Basis.THIRD_PARTY),
    _seen("hub_call.HubCall", Family.EXCHANGE),
    _seen("access_trial.AccessTrial", Family.EXCHANGE),
    _seen("transaction.Transaction", Family.EXCHANGE, Basis.THIRD_PARTY),
    _seen("activity_summary.ActivitySummary", Family.EXCHANGE, Basis.THIRD_PARTY),
    _made("address_pair.AddressPair", "address_pairs", Family.ENDPOINT, "TlsHandshake"),
    _made("recorded_host.RecordedHost", "recorded_hosts", Family.ENDPOINT, "NameLookup"),
    _made("documented_read.DocumentedExchange", "documented_exchanges", Family.ENDPOINT, "HttpExchange"),
    _made("sampled_service.SampledService", "sampled_services", Family.ENDPOINT, "Sampling"),
    _made("tried_read.TriedRead", "tried_reads", Family.ENDPOINT, "Trial", "HttpExchange"),
    _made("tried_access.TriedAccess", "tried_accesses", Family.EXCHANGE, "AccessTrial"),
    _made("passed_query.PassedQuery", "passed_queries", Family.EXCHANGE, "HubCall"),
    _made("hub_error.HubError", "hub_errors", Family.EXCHANGE, "HubCall", "AccessTrial"),
    _made(
        "transaction_pair.TransactionPair", "transaction_pairs", Family.EXCHANGE, "Transaction", basis=Basis.THIRD_PARTY
    ),
)
_ROWS: Final = {kind.name: kind for kind in KINDS}


def kind_of(subject: type[Any]) -> SubjectKind:
    """Return the row of a class of subjects; raises `LookupError` if it has none."""
    return kind_named(subject.__name__)


@cache
def _parts(name: str) -> frozenset[str]:
    """Return the names and families of a kind and of all that it is made of."""
    kind = kind_named(name)
    return frozenset({kind.name, kind.family}).union(*map(_parts, kind.made_of))


def kind_named(name: str) -> SubjectKind:
    """Return the row of a class of subjects by its name; raises `LookupError` if it has none."""
    return _ROWS[name]
