"""Two handshakes with each server of the record: one offers modern versions of TLS, one only old ones."""

from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from hashlib import sha256
from typing import Final

from cryptography import x509

from compliance.model.observation import Certificate, Gap, TlsHandshake
from compliance.model.text import Message
from compliance.probes.connection import connected
from compliance.probes.errors import HandshakeDropped, HandshakeRefused, ProbeError, Unreachable
from compliance.probes.handshake import CLOSED, shake
from compliance.probes.network import Network
from compliance.probes.offer import Offer, modern, old
from compliance.probes.probe import Finding, Probe
from compliance.probes.target import Target
from compliance.probes.url import Server

_HANDSHAKE: Final = frozenset({TlsHandshake.__name__})
_CERTIFICATE: Final = frozenset({Certificate.__name__})
# Other alerts may be about the name, the cipher suites or the caller's address; unless old versions are accepted
_ABOUT_VERSIONS: Final = frozenset({"protocol_version", "unsupported_protocol", "wrong_ssl_version"})


@dataclass(frozen=True, slots=True)
class _Session:
    handshake: TlsHandshake
    leaf: bytes | None


def _plan(target: Target) -> Iterator[Server]:
    yield from dict.fromkeys(endpoint.base.server for endpoint in target.endpoints() if endpoint.base.is_secure)


async def _look(server: Server, network: Network) -> AsyncIterator[Finding]:
    """The certificate comes last: trouble with it must not cost a handshake."""
    first = await _tried(server, modern(), network)
    if isinstance(first, Unreachable):
        yield Gap(_HANDSHAKE | _CERTIFICATE, server.at, first.message)
        return
    second = await _tried(server, old(), network) if old().can_be_made() else None
    yield first.handshake if isinstance(first, _Session) else _modern_failure(server, first, second, network)
    yield _old(server, second, network)
    yield _certificate(server, first, network)


async def _tried(server: Server, offer: Offer, network: Network) -> _Session | ProbeError:
    try:
        return await _session(server, offer, network)
    except ProbeError as error:
        return error


async def _session(server: Server, offer: Offer, network: Network) -> _Session:
    async with connected(server, None, network) as connection:
        agreed = await shake(connection, offer)
    handshake = TlsHandshake(
        server.host,
        agreed.version,
        server.port,
        offered=offer.versions,
        cipher=agreed.cipher,
        refusal=agreed.refusal,
        looked_at=network.clock(),
    )
    return _Session(handshake, agreed.leaf)


def _modern_failure(
    server: Server, error: ProbeError, second: _Session | ProbeError | None, network: Network
) -> Finding:
    """Only what is about versions refuses them, or any refusal by a server that then accepts old ones."""
    match error:
        case HandshakeRefused(reason=reason) if reason in _ABOUT_VERSIONS or isinstance(second, _Session):
            return _refusal(server, modern(), reason, network)
        case HandshakeDropped() if isinstance(second, _Session):
            return _refusal(server, modern(), CLOSED, network)
        case _:
            return Gap(_HANDSHAKE, server.at, error.message)


def _old(server: Server, outcome: _Session | ProbeError | None, network: Network) -> Finding:
    """A server that hangs up on old versions has refused them just as well as one that sends an alert."""
    match outcome:
        case None:
            message = Message.of("the TLS library of this machine cannot offer versions older than TLSv1.2")
            return Gap(_HANDSHAKE, server.at, message, is_failure=False)
        case HandshakeRefused(reason=reason):
            return _refusal(server, old(), reason, network)
        case HandshakeDropped():
            return _refusal(server, old(), CLOSED, network)
        case ProbeError():
            return Gap(_HANDSHAKE, server.at, outcome.message)
        case _Session():
            return outcome.handshake


def _refusal(server: Server, offer: Offer, reason: str, network: Network) -> TlsHandshake:
    return TlsHandshake(
        server.host, None, server.port, offered=offer.versions, refusal=reason, looked_at=network.clock()
    )


def _certificate(server: Server, outcome: _Session | ProbeError, network: Network) -> Finding:
    if isinstance(outcome, ProbeError):
        return Gap(_CERTIFICATE, server.at, outcome.message)
    if (leaf := outcome.leaf) is None:
        return Gap(_CERTIFICATE, server.at, _unseen(server, outcome.handshake))
    try:
        parsed = x509.load_der_x509_certificate(leaf)
        return Certificate(
            server.host,
            not_before=parsed.not_valid_before_utc,
            not_after=parsed.not_valid_after_utc,
            looked_at=network.clock(),
            port=server.port,
            subject=parsed.subject.rfc4514_string(),
            issuer=parsed.issuer.rfc4514_string(),
            names=_names(parsed),
            sha256=sha256(leaf).hexdigest(),
        )
    except (ValueError, x509.InvalidVersion, x509.DuplicateExtension, x509.UnsupportedGeneralNameType):
        message = Message.of("the certificate of {server} could not be read", server=str(server))
        return Gap(_CERTIFICATE, server.at, message)


def _unseen(server: Server, handshake: TlsHandshake) -> Message:
    if handshake.refusal is None:
        return Message.of("{server} showed no certificate", server=str(server))
    return Message.of(
        "the certificate of {server} cannot be had from a handshake that ended early: {reason}",
        server=str(server),
        reason=handshake.refusal,
    )


def _names(certificate: x509.Certificate) -> tuple[str, ...]:
    """The DNS names and IP addresses it stands for."""
    try:
        extension = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName)
    except x509.ExtensionNotFound:
        return ()
    addresses = extension.value.get_values_for_type(x509.IPAddress)
    return (*extension.value.get_values_for_type(x509.DNSName), *map(str, addresses))


PROBE: Final = Probe(_HANDSHAKE | _CERTIFICATE, _plan, _look)
