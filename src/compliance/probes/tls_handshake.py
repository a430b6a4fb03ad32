"""Two handshakes with each server of the record: one offers modern versions of TLS, one only old ones."""

from collections.abc import AsyncIterator, Iterator
from hashlib import sha256
from typing import Final

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm

from compliance.model.dataclass import dataclass
from compliance.model.gap import Gap
from compliance.model.observation import Certificate, TlsHandshake
from compliance.model.text import Message
from compliance.probes.context import ProbeContext
from compliance.probes.errors import HandshakeDropped, HandshakeRefused, ProbeError, Unreachable
from compliance.probes.net.connection import connected
from compliance.probes.net.tls_client import CLOSED, shake
from compliance.probes.net.tls_context import TlsOffer, modern_versions, obsolete_versions
from compliance.probes.net.url import Server
from compliance.probes.probe import Found, Probe
from compliance.probes.target import Target

_HANDSHAKE: Final = frozenset({TlsHandshake.__name__})
_CERTIFICATE: Final = frozenset({Certificate.__name__})
# What the library raises for dates that no calendar has, names that are none, and extensions that stand twice
_UNREADABLE: Final = (
    ValueError,
    TypeError,
    OverflowError,
    x509.InvalidVersion,
    x509.DuplicateExtension,
    x509.UnsupportedGeneralNameType,
    UnsupportedAlgorithm,
)
# Other alerts may be about the name, the cipher suites or the caller's address; unless old versions are accepted
_ABOUT_VERSIONS: Final = frozenset({"protocol_version", "unsupported_protocol", "wrong_ssl_version"})


@dataclass(frozen=True, slots=True)
class _Session:
    handshake: TlsHandshake
    leaf: bytes | None


def _plan(target: Target) -> Iterator[Server]:
    yield from dict.fromkeys(endpoint.base.server for endpoint in target.endpoints() if endpoint.base.is_secure)


async def _look(server: Server, context: ProbeContext) -> AsyncIterator[Found]:
    """Yield two handshakes and then the certificate, last because trouble with it must not cost a handshake."""
    first = await _tried(server, modern_versions(), context)
    if isinstance(first, Unreachable):
        yield Gap(_HANDSHAKE | _CERTIFICATE, server.at, first.message, remedy=first.remedy)
        return
    second = await _tried(server, obsolete_versions(), context) if obsolete_versions().can_be_made() else None
    yield first.handshake if isinstance(first, _Session) else _modern_failure(server, first, second, context)
    yield _old(server, second, context)
    yield _certificate(server, first, second, context)


async def _tried(server: Server, offer: TlsOffer, context: ProbeContext) -> _Session | ProbeError:
    try:
        return await _session(server, offer, context)
    except ProbeError as error:
        return error


async def _session(server: Server, offer: TlsOffer, context: ProbeContext) -> _Session:
    async with connected(server, None, context.network) as connection:
        agreed = await shake(connection, offer)
    handshake = TlsHandshake(
        server.host,
        agreed.version,
        server.port,
        offered=offer.versions,
        cipher=agreed.cipher,
        refusal=agreed.refusal,
        looked_at=context.clock(),
    )
    return _Session(handshake, agreed.leaf)


def _modern_failure(
    server: Server, error: ProbeError, second: _Session | ProbeError | None, context: ProbeContext
) -> Found:
    """Return the refusal of modern versions, or the gap if the failure is not about versions.

    It is about them if the reason says so, or if the server then accepts old ones.
    """
    match error:
        case HandshakeRefused(reason=reason) if reason in _ABOUT_VERSIONS or isinstance(second, _Session):
            return _refusal(server, modern_versions(), reason, context)
        case HandshakeDropped() if isinstance(second, _Session):
            return _refusal(server, modern_versions(), CLOSED, context)
        case _:
            return Gap(_HANDSHAKE, server.at, error.message, remedy=error.remedy)


def _old(server: Server, attempt: _Session | ProbeError | None, context: ProbeContext) -> Found:
    """Return the result for old versions; hanging up on them refuses them just as well as sending an alert."""
    match attempt:
        case None:
            message = Message.of("the TLS library of this machine cannot offer versions older than TLSv1.2")
            return Gap(_HANDSHAKE, server.at, message, is_failure=False)
        case HandshakeRefused(reason=reason):
            return _refusal(server, obsolete_versions(), reason, context)
        case HandshakeDropped():
            return _refusal(server, obsolete_versions(), CLOSED, context)
        case ProbeError():
            return Gap(_HANDSHAKE, server.at, attempt.message, remedy=attempt.remedy)
        case _Session():
            return attempt.handshake


def _refusal(server: Server, offer: TlsOffer, reason: str, context: ProbeContext) -> TlsHandshake:
    return TlsHandshake(
        server.host, None, server.port, offered=offer.versions, refusal=reason, looked_at=context.clock()
    )


def _certificate(
    server: Server, first: _Session | ProbeError, second: _Session | ProbeError | None, context: ProbeContext
) -> Found:
    """Return the certificate of the first handshake that brought it: all versions show it (RFC 5246, 7.4.2)."""
    sessions = [each for each in (first, second) if isinstance(each, _Session)]
    leaf = next((session.leaf for session in sessions if session.leaf is not None), None)
    if leaf is not None:
        return _read(server, leaf, context)
    if isinstance(first, ProbeError):
        return Gap(_CERTIFICATE, server.at, first.message, remedy=first.remedy)
    return Gap(_CERTIFICATE, server.at, _unseen(server, first.handshake))


def _read(server: Server, leaf: bytes, context: ProbeContext) -> Found:
    try:
        parsed = x509.load_der_x509_certificate(leaf)
        return Certificate(
            server.host,
            not_before=parsed.not_valid_before_utc,
            not_after=parsed.not_valid_after_utc,
            looked_at=context.clock(),
            port=server.port,
            subject=parsed.subject.rfc4514_string(),
            issuer=parsed.issuer.rfc4514_string(),
            names=_names(parsed),
            sha256=sha256(leaf).hexdigest(),
        )
    except _UNREADABLE:
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
    """Return the DNS names and IP addresses it stands for."""
    try:
        extension = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName)
    except x509.ExtensionNotFound:
        return ()
    addresses = extension.value.get_values_for_type(x509.IPAddress)
    return (*extension.value.get_values_for_type(x509.DNSName), *map(str, addresses))


PROBE: Final = Probe(_HANDSHAKE | _CERTIFICATE, _plan, _look)
