"""Two handshakes with each server of the record: one offers modern versions of TLS, one only old ones."""

from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from hashlib import sha256
from typing import Final

from cryptography import x509

from compliance.model.observation import Certificate, Gap, TlsHandshake
from compliance.model.text import Message
from compliance.probes.connection import connected
from compliance.probes.errors import HandshakeBroken, HandshakeDropped, HandshakeRefused, ProbeError, Unreachable
from compliance.probes.handshake import shake
from compliance.probes.network import Network
from compliance.probes.offer import Offer, modern, old
from compliance.probes.probe import Finding, Probe
from compliance.probes.target import Target
from compliance.probes.url import Server

_HANDSHAKE: Final = frozenset({TlsHandshake.__name__})
_CERTIFICATE: Final = frozenset({Certificate.__name__})
# OpenSSL and Python say TLSv1 where RFC 8446 and everybody else say TLSv1.0
_RENAMED: Final = {"TLSv1": "TLSv1.0"}
# Other alerts, such as unrecognized_name or certificate_required, refuse the name or the caller, not the versions
_ABOUT_THE_OFFER: Final = frozenset(
    {"protocol_version", "handshake_failure", "insufficient_security", "unsupported_protocol", "wrong_ssl_version"}
)


@dataclass(frozen=True, slots=True)
class _Session:
    handshake: TlsHandshake
    leaf: bytes | None


def _plan(target: Target) -> Iterator[Server]:
    yield from dict.fromkeys(endpoint.base.server for endpoint in target.endpoints() if endpoint.base.is_secure)


async def _look(server: Server, network: Network) -> AsyncIterator[Finding]:
    try:
        session = await _session(server, modern(), network)
    except Unreachable as error:
        yield Gap(_HANDSHAKE | _CERTIFICATE, server.at, error.message)
        return
    except HandshakeBroken as error:
        yield _modern_failure(server, error, network)
        yield Gap(_CERTIFICATE, server.at, error.message)
    else:
        yield session.handshake
        yield _certificate(server, session.leaf, network)
    yield await _old(server, network)


async def _old(server: Server, network: Network) -> Finding:
    """A server that hangs up on old versions has refused them just as well as one that sends an alert."""
    if not old().can_be_made():
        message = Message.of("the TLS library of this machine cannot offer versions older than TLSv1.2")
        return Gap(_HANDSHAKE, server.at, message, is_failure=False)
    try:
        session = await _session(server, old(), network)
    except HandshakeRefused as error:
        return _refusal(server, old(), error.reason, network)
    except HandshakeDropped:
        return _refusal(server, old(), "connection closed", network)
    except ProbeError as error:
        return Gap(_HANDSHAKE, server.at, error.message)
    return session.handshake


async def _session(server: Server, offer: Offer, network: Network) -> _Session:
    async with connected(server, None, network) as connection:
        agreed = await shake(connection, offer)
    version = agreed.version() or ""
    name, _, _ = agreed.cipher() or (None, None, None)
    handshake = TlsHandshake(
        server.host,
        _RENAMED.get(version, version),
        server.port,
        offered=offer.versions,
        cipher=name,
        looked_at=network.clock(),
    )
    return _Session(handshake, agreed.getpeercert(binary_form=True))


def _modern_failure(server: Server, error: HandshakeBroken, network: Network) -> Finding:
    if isinstance(error, HandshakeRefused) and error.reason in _ABOUT_THE_OFFER:
        return _refusal(server, modern(), error.reason, network)
    return Gap(_HANDSHAKE, server.at, error.message)


def _refusal(server: Server, offer: Offer, reason: str, network: Network) -> TlsHandshake:
    return TlsHandshake(
        server.host, None, server.port, offered=offer.versions, refusal=reason, looked_at=network.clock()
    )


def _certificate(server: Server, leaf: bytes | None, network: Network) -> Finding:
    if leaf is None:
        return Gap(_CERTIFICATE, server.at, Message.of("{server} showed no certificate", server=str(server)))
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
    except (ValueError, x509.DuplicateExtension, x509.UnsupportedGeneralNameType):
        message = Message.of("the certificate of {server} could not be read", server=str(server))
        return Gap(_CERTIFICATE, server.at, message)


def _names(certificate: x509.Certificate) -> tuple[str, ...]:
    """The DNS names and IP addresses it stands for."""
    try:
        extension = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName)
    except x509.ExtensionNotFound:
        return ()
    addresses = extension.value.get_values_for_type(x509.IPAddress)
    return (*extension.value.get_values_for_type(x509.DNSName), *map(str, addresses))


PROBE: Final = Probe(_HANDSHAKE | _CERTIFICATE, _plan, _look)
