"""What handshakes tell, as observations and gaps."""

from datetime import datetime
from typing import Final

from compliance.model.dataclass import replace
from compliance.model.gap import Gap
from compliance.model.observation import Certificate, TlsHandshake
from compliance.model.text import Message
from compliance.probes.errors import HandshakeDropped, HandshakeRefused, ProbeError
from compliance.probes.net.agreement import CLOSED, Agreement
from compliance.probes.net.certificates import read_certificate
from compliance.probes.net.client_hello import OLD_VERSIONS, WEAK_SUITES
from compliance.probes.net.trust import TrustStore
from compliance.probes.net.url import Server
from compliance.probes.tls.attempts import MODERN, Attempt, Attempts

HANDSHAKE: Final = frozenset({TlsHandshake.__name__})
CERTIFICATE: Final = frozenset({Certificate.__name__})
WEAK_KINDS: Final = ("NULL", "EXPORT", "RC4", "DES", "3DES", "anon", "static RSA")
# Other alerts may be about the name, the cipher suites or the caller's address; unless old versions are accepted
_ABOUT_VERSIONS: Final = frozenset({"protocol_version", "unsupported_protocol", "wrong_ssl_version"})


def modern_result(tried: Attempts, moment: datetime) -> TlsHandshake | Gap:
    """Return the handshake; a gap if the failure is not about versions.

    It is about them if the reason says so, or if the server then accepts old ones.
    """
    offered = replace(_unanswered(tried, MODERN.versions, moment), protocols=MODERN.protocols)
    accepts_old = isinstance(tried.old, Agreement)
    match tried.modern:
        case HandshakeRefused(reason=reason) if not (reason in _ABOUT_VERSIONS or accepts_old):
            return _gap(tried.server, tried.modern)
        case HandshakeDropped() if not accepts_old:
            return _gap(tried.server, tried.modern)
        case _:
            return _result(tried.server, tried.modern, offered)


def old_result(tried: Attempts, moment: datetime) -> TlsHandshake | Gap:
    """Return the handshake; hanging up on old versions refuses them just as well as sending an alert."""
    return _result(tried.server, tried.old, _unanswered(tried, OLD_VERSIONS.versions, moment))


def weak_result(tried: Attempts, weak: Attempt, moment: datetime) -> TlsHandshake | Gap:
    """Return the handshake; a refusal says something of cipher suites only where the server agrees on others."""
    if isinstance(weak, ProbeError) and not tried.agreements:
        return _gap(tried.server, weak)
    offered = replace(_unanswered(tried, WEAK_SUITES.versions, moment), weak_suites=WEAK_KINDS)
    return _result(tried.server, weak, offered)


def certificate_result(
    tried: Attempts, further: Attempt | None, store: TrustStore, moment: datetime
) -> Certificate | Gap:
    """Return the certificate of the first handshake that brought it: all versions show it (RFC 5246, 7.4.2)."""
    server = tried.server
    agreements = [*tried.agreements, *([further] if isinstance(further, Agreement) else [])]
    chain = next((agreed.chain for agreed in agreements if agreed.chain), None)
    if chain is not None:
        seen = read_certificate(server, chain, store, moment)
        unread = Message.of("the certificate of {server} could not be read", server=str(server))
        return Gap(CERTIFICATE, server.at, unread) if seen is None else replace(seen, address=tried.address)
    if isinstance(tried.modern, ProbeError):
        return tried.modern.gap(CERTIFICATE, server.at)
    return Gap(CERTIFICATE, server.at, _unseen(server, tried.modern))


def _unanswered(tried: Attempts, versions: tuple[str, ...], moment: datetime) -> TlsHandshake:
    server, address = tried.server, tried.address
    return TlsHandshake(server.host, None, server.port, offered=versions, looked_at=moment, address=address)


def _result(server: Server, attempt: Attempt, offered: TlsHandshake) -> TlsHandshake | Gap:
    match attempt:
        case HandshakeRefused(reason=reason):
            return replace(offered, refusal=reason)
        case HandshakeDropped():
            return replace(offered, refusal=CLOSED)
        case Agreement():
            return replace(
                offered,
                version=attempt.version,
                cipher=attempt.cipher,
                refusal=attempt.refusal,
                protocol=attempt.protocol,
                wants_client_certificate=attempt.wants_certificate,
            )
        case _:
            return _gap(server, attempt)


def _gap(server: Server, error: ProbeError) -> Gap:
    return error.gap(HANDSHAKE, server.at)


def _unseen(server: Server, agreed: Agreement) -> Message:
    if agreed.refusal is None:
        return Message.of("{server} showed no certificate", server=str(server))
    return Message.of(
        "the certificate of {server} cannot be had from a handshake that ended early: {reason}",
        server=str(server),
        reason=agreed.refusal,
    )
