"""Endpoints negotiate TLS 1.2 or newer, and nothing older.

Broken: An outdated TLS version is accepted

Older versions allow downgrade attacks.

To mend it, switch outdated versions off where TLS ends, usually at the reverse proxy.

Shows that the tested port refuses old versions today, SSL 3 among them, at the first address of the host that answers.
Does not show what other ports do.
"""

from collections.abc import Iterator

from compliance.model.observation import TlsHandshake
from compliance.model.rule import rule
from compliance.model.violation import Violation

ACCEPTED = frozenset({"TLSv1.2", "TLSv1.3"})


def is_about_versions(handshake: TlsHandshake) -> bool:
    """Return whether ordinary cipher suites were offered; a refusal of weak ones says nothing of versions."""
    return not handshake.weak_suites


@rule("L20-2023.D42.K1.D", "ND331-2026.D30.K4", "GP.RFC8996", "GP.RFC9325", when=is_about_versions)
def old_tls_is_refused(handshake: TlsHandshake) -> Iterator[Violation]:
    if handshake.version is not None and handshake.version not in ACCEPTED:
        yield Violation("accepted {found}, TLSv1.2 or newer is required", at=handshake, found=handshake.version)
    if handshake.version is None and ACCEPTED & set(handshake.offered):
        offered = ", ".join(handshake.offered)
        yield Violation("refused every version that was offered: {offered}", at=handshake, offered=offered)


_OLD = ("SSLv3", "TLSv1.0", "TLSv1.1")
GOOD = [
    TlsHandshake("a.example", "TLSv1.2"),
    TlsHandshake("a.example", "TLSv1.3"),
    TlsHandshake("a.example", None, offered=_OLD, refusal="protocol version"),
]
BAD = {
    "accepted TLSv1.0, TLSv1.2 or newer is required": TlsHandshake("a.example", "TLSv1.0", offered=_OLD),
    "accepted SSLv3, TLSv1.2 or newer is required": TlsHandshake("a.example", "SSLv3", offered=_OLD),
    "refused every version that was offered: TLSv1.2, TLSv1.3": TlsHandshake(
        "a.example", None, refusal="handshake failure"
    ),
}
IRRELEVANT = [TlsHandshake("a.example", None, refusal="handshake_failure", weak_suites=("RC4", "3DES"))]
