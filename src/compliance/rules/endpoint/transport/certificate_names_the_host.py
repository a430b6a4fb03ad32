"""The certificate of an endpoint names its host.

Broken: The certificate is for another name

A certificate for another name does not tell the caller who answers: callers either fail or learn to look away, and then
whoever stands between can answer.

To mend it, order a certificate whose subject alternative names (subjectAltName) hold the host of the record, or correct
the host in the record.

Shows that a name or an address in the certificate stands for the host (RFC 9525): a wildcard stands for one whole
label, and the common name counts for nothing. Does not show that the certificate is trusted or in date.
"""

from collections.abc import Iterator
from datetime import UTC, datetime

from compliance.model.observation import Certificate
from compliance.model.rule import rule
from compliance.model.violation import Violation

_SHOWN = 5


@rule("L20-2023.D42.K1.D", "ND331-2026.D30.K4", "GP.RFC9110")
def certificate_names_the_host(certificate: Certificate) -> Iterator[Violation]:
    host = certificate.host
    if certificate.names_its_host:
        return
    if not certificate.names:
        yield Violation("the certificate names no host at all, {host} is required", at=certificate, host=host)
        return
    names = ", ".join((*certificate.names[:_SHOWN], *(["…"] if len(certificate.names) > _SHOWN else [])))
    yield Violation("the certificate is for {names}, {host} is required", at=certificate, names=names, host=host)


def _seen(host: str, *names: str) -> Certificate:
    begins, ends, look = (datetime(2026, month, 1, tzinfo=UTC) for month in (1, 12, 6))
    return Certificate(host, begins, ends, look, names=names)


GOOD = [
    _seen("a.example", "b.example", "A.example"),
    _seen("a.example.", "a.example"),
    _seen("a.b.example", "*.b.example"),
    _seen("2001:db8::1", "2001:0DB8:0:0::1"),
]
BAD = {
    "the certificate is for b.example, a.example is required": _seen("a.example", "b.example"),
    "the certificate is for *.example, a.b.example is required": _seen("a.b.example", "*.example"),
    "the certificate is for dns:192.0.2.1, *.0.2.1, 192.0.2.1 is required": _seen(
        "192.0.2.1", "dns:192.0.2.1", "*.0.2.1"
    ),
    "the certificate is for c1, c2, c3, c4, c5, …, a.example is required": _seen(
        "a.example", *(f"c{number}" for number in range(1, 9))
    ),
    "the certificate names no host at all, a.example is required": _seen("a.example"),
}
