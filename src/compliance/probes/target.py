"""What is looked at: a platform's record with the documents of its services."""

from collections.abc import Iterator, Mapping

from compliance.model.dataclass import dataclass, field
from compliance.model.gap import Gap
from compliance.model.lazy import lazy_property
from compliance.model.location import Place
from compliance.model.observation import HttpExchange
from compliance.model.openapi.document import Document
from compliance.model.record import Record, Service
from compliance.model.text import Message
from compliance.probes.net.url import Server, Url, read_url


@dataclass(frozen=True, slots=True)
class Endpoint:
    """A service with its address. `plain` is its address over HTTP without TLS, None if that is unknown.

    `declares_plain` says that the record gives the plain address beside one for HTTPS.
    """

    service: Service
    base: Url
    plain: Url | None
    document: Document | None
    declares_plain: bool = False

    @property
    def at(self) -> Place:
        return self.service.at


@dataclass(frozen=True)
class Target:
    """A record; `documents` holds what is known of its services' interfaces, by the id of the service.

    `reads` are the most documented operations of one service that are read.
    """

    record: Record
    documents: Mapping[str, Document] = field(default_factory=dict)
    reads: int = 50

    @lazy_property
    def endpoints(self) -> tuple[Endpoint, ...]:
        """The services that can be looked at."""
        return tuple(self._endpoints())

    def _endpoints(self) -> Iterator[Endpoint]:
        for service in self.record.listed_services():
            if (base := self._read(service.base_url)) is not None:
                plain = self._plain(service, base)
                declares_plain = base.is_secure and bool(service.plain_http_url) and plain is not None
                yield Endpoint(service, base, plain, self.documents.get(service.id), declares_plain)

    def gaps(self, hides: frozenset[str]) -> Iterator[Gap]:
        """Yield what cannot be looked at because the record gives no address; `hides` is all that a look could show."""
        services = self.record.listed_services()
        if not services:
            message = Message.of("the record names no service whose address could be looked at")
            yield Gap(hides, self.record.at, message, is_failure=False)
        for service in services:
            if (fault := self._fault(service)) is not None:
                # because an address that is there and cannot be one was meant to be looked at
                yield Gap(hides, service.at.child("base_url"), fault, is_failure=bool(service.base_url))
            elif service.plain_http_url and self._read_plain(service.plain_http_url) is None:
                message = Message.of(
                    "the plain_http_url of service {service} is not an http address", service=service.id
                )
                yield Gap(frozenset({HttpExchange.__name__}), service.at.child("plain_http_url"), message)

    def _fault(self, service: Service) -> Message | None:
        if not service.base_url:
            return Message.of("the record gives no address to look at for service {service}", service=service.id)
        if self._read(service.base_url) is None:
            return Message.of(
                "the base_url of service {service} is not an http or https address without credentials",
                service=service.id,
            )
        return None

    def _plain(self, service: Service, base: Url) -> Url | None:
        if not base.is_secure:
            return base
        if service.plain_http_url:
            return self._read_plain(service.plain_http_url)
        # because a port that speaks TLS has nothing to say to plain HTTP, whichever it is
        return Url("http", Server(base.server.host, 80, base.server.is_on_state_network), base.path)

    def _read_plain(self, text: str) -> Url | None:
        url = self._read(text)
        return None if url is None or url.is_secure else url

    def _read(self, text: str | None) -> Url | None:
        return read_url(text, is_on_state_network=self.record.is_on_state_network) if text else None
