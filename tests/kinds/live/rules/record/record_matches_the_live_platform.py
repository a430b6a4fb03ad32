"""What a record says of a service agrees with what is seen of it.

Broken: The record says of a service what is not seen of it

Who finds a service by its record must come to that service.

To mend it, correct the record.

Shows the certificate and the document that were seen. Does not show who stands behind them.
"""

from collections.abc import Iterator
from datetime import UTC, datetime

from compliance.model.derived.live_record import LiveRecord
from compliance.model.example import Platform
from compliance.model.grades import Proof
from compliance.model.observation import Certificate
from compliance.model.openapi.document import Document
from compliance.model.rule import rule
from compliance.model.violation import Unknown, Violation


@rule("ND224-2026.D28.K5", proof=Proof.INDICATIVE)
def record_matches_the_live_platform(live: LiveRecord) -> Iterator[Violation | Unknown]:
    if live.certificate is not None and live.host not in live.certificate.names:
        names = ", ".join(live.certificate.names)
        yield Violation("the certificate is of {names}", at=live.service.at.child("base_url"), names=names)
    if live.published is None or live.served is None:
        yield Unknown("the served document was not seen beside the published one", at=live)
    elif (title := _title(live.served)) != _title(live.published):
        yield Violation("the service calls itself {title}", at=live.published.info, key="title", title=title)


def _title(document: Document) -> str:
    return document.info.text("title") or ""


_RECORD = """\
slug: household-business
owner: {code: G12}
services:
- id: households
  base_url: https://a.example/v1
  document: openapi.yaml
connections: []
"""
_DOCUMENT = "openapi: 3.1.0\ninfo: {title: Households}\npaths: {}\n"
_FILES = {"openapi.yaml": _DOCUMENT}


def _shown(*names: str) -> tuple[Certificate]:
    days = (datetime(2026, month, 1, tzinfo=UTC) for month in (1, 12, 6))
    return (Certificate("a.example", *days, names=names),)


GOOD = [Platform(_RECORD, _FILES, _shown("a.example"), served=_DOCUMENT)]
BAD = {
    "the certificate is of b.example": Platform(
        _RECORD.replace("/v1", "/v1  # <-"), _FILES, _shown("b.example"), served=_DOCUMENT
    ),
    "the service calls itself Tests": Platform(
        _RECORD,
        {"openapi.yaml": _DOCUMENT.replace("}\np", "}  # <-\np")},
        _shown("a.example"),
        served=_DOCUMENT.replace("Households", "Tests"),
    ),
}
UNKNOWN = [
    Platform(_RECORD, _FILES, _shown("a.example")),
    Platform(_RECORD, _FILES, (), served=_DOCUMENT),
    Platform(_RECORD.replace("https:", "http:"), _FILES, _shown("a.example")),
]
