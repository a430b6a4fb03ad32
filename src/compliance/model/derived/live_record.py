"""A service of a record beside what was seen of it live."""

import re
from collections.abc import Iterator
from typing import Final

from compliance.model.address import web_address
from compliance.model.dataclass import dataclass
from compliance.model.dossier import Dossier, Origin
from compliance.model.gap import Gap
from compliance.model.location import Place
from compliance.model.observation import Certificate
from compliance.model.openapi.document import Document
from compliance.model.openapi.hosts import HostKind, host_of, kind_of_host, kind_of_name
from compliance.model.pattern import late
from compliance.model.record import Record, Service
from compliance.model.text import Message

_NUMBERS: Final = late(r"v?([0-9]{1,9}(?:\.[0-9]{1,9}){0,3})(?![0-9.])", re.ASCII | re.IGNORECASE)


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

    @property
    def has_public_host(self) -> bool:
        """Whether its address is one that the public is meant to come to."""
        return not self.record.is_rehearsal and kind_of_name(self.host) is HostKind.PUBLIC


def public_hosts(document: Document) -> tuple[str, ...]:
    """Return the hosts that callers from outside are told of, each once."""
    servers = (server for server in document.nodes.servers if kind_of_host(server) is HostKind.PUBLIC)
    return tuple(dict.fromkeys(host_of(server).lower() for server in servers))


def plain_title(title: str) -> str:
    """Return a title without what does not tell two titles apart: case and blanks."""
    return " ".join(title.split()).casefold()


def version_number(version: str) -> str:
    """Return the numbers a version begins with, such as 1.2.0 of `v1.2.0-draft`; empty if there are none."""
    found = _NUMBERS.match(version.strip())
    return found[1] if found else ""


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
