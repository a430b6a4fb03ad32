"""A service of a record beside what was seen of it live."""

from collections.abc import Iterator

from compliance.model.address import web_address
from compliance.model.dataclass import dataclass
from compliance.model.dossier import Dossier, Origin
from compliance.model.gap import Gap
from compliance.model.location import Place
from compliance.model.observation import Certificate
from compliance.model.openapi.document import Document
from compliance.model.record import Record, Service
from compliance.model.text import Message


@dataclass(frozen=True)
class LiveRecord:
    """What the record says of a service, its published document, and what was seen: a certificate, a served document.

    Each but record and service is None if it was not seen.
    """

    record: Record
    service: Service
    host: str
    published: Document | None
    served: Document | None
    certificate: Certificate | None

    @property
    def at(self) -> Place:
        return self.service.at


def live_records(dossier: Dossier) -> Iterator[LiveRecord | Gap]:
    """Yield one for each service with an address of which anything was seen, and a gap for each other."""
    if (record := dossier.record) is None:
        return
    for service in record.listed_services():
        server = _server(service.base_url)
        copy = dossier.copy_of(service, Origin.SERVED)
        shown = (seen for seen in dossier.observations if isinstance(seen, Certificate))
        certificate = next((seen for seen in shown if (seen.host, seen.port) == server), None)
        if server is None or (copy is None and certificate is None):
            message = Message.of("nothing of the service {service} was seen live", service=service.id)
            yield Gap(frozenset({LiveRecord.__name__}), service.at, message, is_failure=False)
        else:
            published, served = dossier.document_of(service), copy.document if copy else None
            yield LiveRecord(record, service, server[0], published, served, certificate)


def _server(address: str | None) -> tuple[str, int] | None:
    """Return host and port of an https address, None if it is none."""
    found = web_address(address or "")
    return (found.host, found.port) if found is not None and found.scheme == "https" else None
