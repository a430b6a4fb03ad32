"""What was asked of a platform, beside what its document and its record say of who may have the data."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import Final

from compliance.model.address import web_address
from compliance.model.answers.contract.promise import promise_of
from compliance.model.dataclass import dataclass
from compliance.model.dossier import Dossier
from compliance.model.location import Place
from compliance.model.observation import HttpExchange, Trial, Wrong
from compliance.model.openapi.operation import Operation
from compliance.model.record import Service
from compliance.model.text import Message

_HTML: Final = "text/html"
_ERRORS: Final = "error_form"
_OF_GATEWAYS: Final = frozenset({502, 503, 504})


@dataclass(frozen=True, slots=True)
class DocumentedExchange:
    """One HTTP request and its answer, with its operation and its service; each None if it is not known.

    `hosts` are those of the addresses that the record gives, in lower case. `is_of_gateway` tells the page of a gateway
    before the platform: HTML that nobody promised, from another server than the other answers. `is_trial` says that
    something was wrong with the request, so that the answer tells of errors and of nothing else.
    """

    seen: HttpExchange
    operation: Operation | None = None
    service: Service | None = None
    hosts: frozenset[str] = frozenset()
    is_of_gateway: bool = False
    is_trial: bool = False

    @property
    def at(self) -> Place:
        return self.seen.at

    @property
    def looked_at(self) -> object:
        return self.seen.looked_at

    def evidence(self) -> Iterator[Message]:
        return self.seen.evidence()

    @property
    def is_of_open_data(self) -> bool:
        """Whether document or record share the data with everybody."""
        return bool(self.operation and self.operation.is_open) or bool(self.service and self.service.is_open)

    @property
    def is_stated_as_restricted(self) -> bool:
        """Whether document or record say that not everybody may have the data."""
        wants = self.operation is not None and self.operation.needs_credentials
        return wants or bool(self.service and self.service.is_restricted)

    @property
    def is_at_its_address(self) -> bool:
        """Whether the operation was asked where its service is: over plain HTTP only if the record says so."""
        stated = (self.service.base_url if self.service else None) or ""
        return self.operation is not None and (not self.seen.is_plain or stated.lower().startswith("http:"))


def documented_exchanges(dossier: Dossier) -> Iterator[DocumentedExchange]:
    """Yield every exchange of a dossier, and those of trials that were answered with an error."""
    known = _Known(dossier)
    trials = [seen.exchange for seen in dossier.observations if isinstance(seen, Trial) and _tells_an_error(seen)]
    exchanges = [*(seen for seen in dossier.observations if isinstance(seen, HttpExchange)), *trials]
    servers = defaultdict[str, set[str | None]](set)
    for seen in exchanges:
        if seen.media_type not in {None, _HTML}:
            servers[_origin(seen)].add(seen.header("server"))
    for seen in exchanges:
        operation, service = known.of(seen.operation)
        is_page = seen.media_type == _HTML and operation is not None and not _promises_html(operation, seen)
        is_of_gateway = is_page and _comes_from_elsewhere(seen, servers[_origin(seen)])
        is_trial = any(seen is each for each in trials)
        yield DocumentedExchange(seen, operation, service, known.hosts, is_of_gateway, is_trial)


def _tells_an_error(trial: Trial) -> bool:
    """Return whether the operation itself answered an error, or a success whose body is one.

    What it does not document may be refused before it.
    """
    if trial.wrong in {Wrong.UNDOCUMENTED_METHOD, Wrong.OVERSIZE_BODY}:
        return False
    reading = trial.exchange.reading(_ERRORS)
    return (trial.status or 0) >= 400 or (reading is not None and bool(reading.remarks))


def _origin(seen: HttpExchange) -> str:
    return "/".join(seen.url.split("/", 3)[:3])


def _promises_html(operation: Operation, seen: HttpExchange) -> bool:
    answer = promise_of(operation).answer(seen.status or 0)
    return answer is not None and answer.body(_HTML) is not None


def _comes_from_elsewhere(seen: HttpExchange, usual: set[str | None]) -> bool:
    """Return whether another server answered; where no other answer was seen, its status has to tell."""
    return seen.header("server") not in usual if usual else seen.status in _OF_GATEWAYS


def operations_of(dossier: Dossier) -> Callable[[Place | None], tuple[Operation | None, Service | None]]:
    """Return what is known of the operation at a place of a document: itself and its service."""
    return _Known(dossier).of


class _Known:
    """The operations of a dossier by their place, and the first service of each document."""

    def __init__(self, dossier: Dossier) -> None:
        self._operations = {each.at: each for document in dossier.documents for each in document.nodes.operations}
        services = dossier.record.listed_services() if dossier.record else ()
        self._services = {dossier.uri_of(each.document): each for each in reversed(services) if each.document}
        stated = (address for each in services for address in (each.base_url, each.plain_http_url) if address)
        self.hosts = frozenset(address.host.lower() for address in map(web_address, stated) if address is not None)

    def of(self, place: Place | None) -> tuple[Operation | None, Service | None]:
        operation = self._operations.get(place) if place is not None else None
        return operation, self._services.get(operation.files.root.at.uri) if operation is not None else None
