"""Endpoints offer HTTP/2.

Broken: HTTP/2 is not offered

Many calls share one connection over HTTP/2; without it each waits for the one before, or costs a connection of its own.

To mend it, switch HTTP/2 on where TLS ends, usually at the reverse proxy.

Shows what the server chose when HTTP/2 and HTTP/1.1 were offered by ALPN. Does not show how it speaks it.
"""

from collections.abc import Iterator

from compliance.model.observation import TlsHandshake
from compliance.model.rule import rule
from compliance.model.violation import Violation

HTTP_2 = "h2"


def asks_for_http_2(handshake: TlsHandshake) -> bool:
    """Return whether HTTP/2 was offered in a handshake that came to its end."""
    return HTTP_2 in handshake.protocols and handshake.version is not None and handshake.refusal is None


@rule("NDX-STD-02", "GP.RFC9113", when=asks_for_http_2)
def http_2_is_offered(handshake: TlsHandshake) -> Iterator[Violation]:
    if handshake.protocol is None:
        yield Violation("no protocol was agreed on by ALPN; h2 is expected", at=handshake)
    elif handshake.protocol != HTTP_2:
        yield Violation("{found} was agreed on by ALPN; h2 is expected", at=handshake, found=handshake.protocol)


def _seen(protocol: str | None, version: str | None = "TLSv1.3", refusal: str | None = None) -> TlsHandshake:
    offered = (HTTP_2, "http/1.1")
    return TlsHandshake("a.example", version, refusal=refusal, protocols=offered, protocol=protocol)


GOOD = [_seen(HTTP_2)]
BAD = {
    "http/1.1 was agreed on by ALPN; h2 is expected": _seen("http/1.1"),
    "no protocol was agreed on by ALPN; h2 is expected": _seen(None),
}
IRRELEVANT = [
    _seen(None, None, "protocol_version"),
    _seen(None, "TLSv1.2", "handshake_failure"),
    TlsHandshake("a.example", None, offered=("SSLv3", "TLSv1.0", "TLSv1.1"), refusal="protocol_version"),
]
