"""What the record says of a service agrees with what runs there.

Broken: The record says something else of a service than what runs there

Whoever finds a service by its record has to come to that service. The owner reports changes; a platform that moved or
was replaced while its record stayed is not the one that was notified.

To mend it, correct the record: the address of the service, its document and its version. If the record is right,
correct what runs.

Shows host, title, version and certificate as they were seen on the day of the look. Does not show who stands behind
them. Hosts are compared where both are public and the record is of what serves the public; versions by their numbers.
"""

from collections.abc import Iterator
from datetime import UTC, datetime

from compliance.model.derived.live_record import LiveRecord, plain_title, public_hosts, version_number
from compliance.model.example import Platform
from compliance.model.grades import Proof
from compliance.model.observation import Certificate
from compliance.model.openapi.document import Document
from compliance.model.rule import rule
from compliance.model.violation import Unknown, Violation

_SHOWN = 5


@rule("ND224-2026.D28.K5", proof=Proof.INDICATIVE)
def record_matches_the_live_platform(live: LiveRecord) -> Iterator[Violation | Unknown]:
    base = live.service.at.child("base_url")
    shown = live.certificate
    if shown is not None and shown.names and not shown.names_its_host:
        template = "the record gives {host}, and the certificate there is for {names}"
        yield Violation(template, base, host=live.host, names=_listed(shown.names))
    if live.served is None:
        yield Unknown("the document that the platform serves for {service} was not seen", live, service=live.service.id)
        return
    hosts = public_hosts(live.served)
    if live.has_public_host and hosts and live.host.rstrip(".") not in hosts:
        template = "the record gives {host}, and the document that is served there names {names}"
        yield Violation(template, base, host=live.host, names=_listed(hosts))
    if live.published is not None:
        yield from _of_documents(live.published, live.served)


def _of_documents(published: Document, served: Document) -> Iterator[Violation]:
    """Yield where title and version of the document of the record are not those of the one that is served."""
    title, other = (document.info.text("title") for document in (published, served))
    if title and other and plain_title(title) != plain_title(other):
        template = "the document of the record is titled {expected}, the one that is served {found}"
        yield Violation(template, published.info, key="title", expected=title[:80], found=other[:80])
    number, another = (version_number(document.info.text("version") or "") for document in (published, served))
    if number and another and number != another:
        template = "the document of the record is of version {expected}, the one that is served of {found}"
        yield Violation(template, published.info, key="version", expected=number, found=another)


def _listed(names: tuple[str, ...]) -> str:
    return ", ".join((*names[:_SHOWN], *(["…"] if len(names) > _SHOWN else [])))


_RECORD = """\
slug: household-business
owner: {code: G12}
services:
- id: households
  base_url: https://api.mof.gov.vn/v1
  document: openapi.yaml
connections: []
"""
_DOCUMENT = """\
openapi: 3.1.0
info: {title: Households, version: 1.2.0}
servers: [{url: 'https://api.mof.gov.vn/v1'}]
paths: {}
"""
_MARKED = {"openapi.yaml": _DOCUMENT.replace("0}", "0}  # <-")}
_BASE = _RECORD.replace("/v1", "/v1  # <-")


def _seen(served: str | None, name: str = "*.mof.gov.vn", record: str = _RECORD) -> Platform:
    begins, ends, look = (datetime(2026, month, 1, tzinfo=UTC) for month in (1, 12, 6))
    shown = Certificate("api.mof.gov.vn", begins, ends, look, names=(name,))
    files = {"openapi.yaml": _DOCUMENT} if record == _BASE else _MARKED
    return Platform(record, files, (shown,), served=served)


GOOD = [
    _seen(_DOCUMENT),
    _seen(_DOCUMENT.replace("Households", "  households").replace("1.2.0", "1.2.0-draft")),
    _seen(_DOCUMENT.replace("api.mof.gov.vn", "localhost:8080")),
    _seen(_DOCUMENT.replace("api.mof", "www.mof"), record=f"{_RECORD}environment: staging\n"),
]
BAD = {
    "the record gives api.mof.gov.vn, and the certificate there is for www.gov.vn": _seen(
        _DOCUMENT, "www.gov.vn", record=_BASE
    ),
    "the record gives api.mof.gov.vn, and the document that is served there names api2.mof.gov.vn": _seen(
        _DOCUMENT.replace("api.", "api2."), record=_BASE
    ),
    "the document of the record is titled Households, the one that is served Enterprises": _seen(
        _DOCUMENT.replace("Households", "Enterprises")
    ),
    "the document of the record is of version 1.2.0, the one that is served of 2.0.0": _seen(
        _DOCUMENT.replace("1.2.0", "2.0.0")
    ),
}
UNKNOWN = [_seen(None)]
