"""A TLS handshake led by hand, because how far it came tells what was refused: the versions, or the caller."""

import ssl
from typing import Any, Final

from compliance.model.dataclass import dataclass
from compliance.model.text import Message
from compliance.probes.errors import HandshakeBroken, HandshakeDropped, HandshakeRefused
from compliance.probes.net.agreement import CLOSED, Agreement
from compliance.probes.net.reasons import tls_reason
from compliance.probes.net.server_flight import MOST_CERTIFICATES
from compliance.probes.net.streams import Connection
from compliance.probes.net.tls_context import ModernOffer
from compliance.probes.net.url import Server

_CHUNK: Final = 64 * 1024
_HOOK: Final = "_msg_callback"
_CERTIFICATE_REQUEST: Final = 13
_NO_COMMON_VERSION: Final = frozenset({"UNSUPPORTED_PROTOCOL", "WRONG_SSL_VERSION"})


@dataclass(slots=True)
class _Talk:
    """A session, the bytes on their way, and what was said about a certificate of the client."""

    session: ssl.SSLObject
    incoming: ssl.MemoryBIO
    outgoing: ssl.MemoryBIO
    demand: "_Demand"

    @property
    def wants_certificate(self) -> bool | None:
        return self.demand.is_made


@dataclass(slots=True)
class _Demand:
    """Whether the server asked for a certificate, None if that cannot be seen."""

    is_made: bool | None = None


async def shake(connection: Connection, offer: ModernOffer) -> Agreement:
    """Make the offer over a connection without TLS.

    Raises `HandshakeRefused` or `HandshakeDropped` where the other side ended it before a version was agreed on, else
    `HandshakeBroken`.
    """
    incoming, outgoing = ssl.MemoryBIO(), ssl.MemoryBIO()
    context = offer.context()
    demand = _watched(context)
    session = context.wrap_bio(incoming, outgoing, server_hostname=connection.server.tls_name)
    talk = _Talk(session, incoming, outgoing, demand)
    try:
        while _wants_more(talk.session):
            await _send(connection, talk)
            if not await _hear(connection, talk):
                return _after_hanging_up(connection.server, talk)
        await _send(connection, talk)
    except ssl.SSLError as error:
        return _after_an_error(connection.server, talk, error)
    except ConnectionError:
        return _after_hanging_up(connection.server, talk)
    return _agreed(talk)


def _watched(context: ssl.SSLContext) -> _Demand:
    """Return what will say whether the server of the next session asks for a certificate.

    TLS 1.3 asks under encryption (RFC 8446, 4.3.2), and Python shows messages only through a hook for its own
    debugging; where that is gone, nothing is known.
    """
    demand = _Demand()

    def on_message(_: object, direction: str, __: object, ___: object, message: object, ____: bytes) -> None:
        if direction == "read" and getattr(message, "value", None) == _CERTIFICATE_REQUEST:
            demand.is_made = True

    if hasattr(context, _HOOK):
        demand.is_made = False
        setattr(context, _HOOK, on_message)
    return demand


def _agreed(talk: _Talk) -> Agreement:
    return Agreement(
        talk.session.version() or "",
        _cipher(talk.session),
        _chain(talk.session) or _leaf_alone(talk.session),
        protocol=talk.session.selected_alpn_protocol(),
        wants_certificate=talk.wants_certificate,
    )


async def _send(connection: Connection, talk: _Talk) -> None:
    connection.writer.write(talk.outgoing.read())
    await connection.writer.drain()


async def _hear(connection: Connection, talk: _Talk) -> bool:
    received = await connection.reader.read(_CHUNK)
    talk.incoming.write(received)
    return bool(received)


def _wants_more(session: ssl.SSLObject) -> bool:
    try:
        session.do_handshake()
    except ssl.SSLWantReadError:
        return True
    return False


def _after_hanging_up(server: Server, talk: _Talk) -> Agreement:
    message = Message.of("{server} closed the connection during the TLS handshake", server=str(server))
    if _has_agreed(talk.session):
        return _turned_away(talk, CLOSED)
    raise HandshakeDropped(message)


def _after_an_error(server: Server, talk: _Talk, error: ssl.SSLError) -> Agreement:
    reason, name = error.reason or "", tls_reason(error)
    failed = Message.of("the TLS handshake with {server} failed: {reason}", server=str(server), reason=name)
    if _has_agreed(talk.session) and "ALERT" in reason:
        return _turned_away(talk, name)
    if _has_agreed(talk.session) or not ("ALERT" in reason or reason in _NO_COMMON_VERSION):
        raise HandshakeBroken(failed) from error
    message = Message.of("{server} refused the TLS handshake: {reason}", server=str(server), reason=name)
    raise HandshakeRefused(message, name) from error


def _has_agreed(session: ssl.SSLObject) -> bool:
    """Return whether version and cipher were chosen: what is refused after that is a caller without a certificate."""
    return session.cipher() is not None


def _turned_away(talk: _Talk, reason: str) -> Agreement:
    _, protocol, _ = talk.session.cipher() or (None, "", None)
    # because suites older than TLS 1.3 are named after the version that brought them, and nothing below 1.2 was offered
    version = protocol if protocol == "TLSv1.3" else "TLSv1.2"
    chain = _chain(talk.session)
    return Agreement(version, _cipher(talk.session), chain, reason, wants_certificate=talk.wants_certificate)


def _cipher(session: ssl.SSLObject) -> str | None:
    name, _, _ = session.cipher() or (None, "", None)
    return name


def _leaf_alone(session: ssl.SSLObject) -> tuple[bytes, ...]:
    leaf = session.getpeercert(binary_form=True)
    return () if leaf is None else (leaf,)


def _chain(session: ssl.SSLObject) -> tuple[bytes, ...]:
    """Return the certificates as they were sent, in DER; those of a handshake that did not end are there too.

    The method that gives them is public from Python 3.13 on.
    """
    public = getattr(session, "get_unverified_chain", None)
    chain: Any = public or getattr(getattr(session, "_sslobj", None), "get_unverified_chain", None)
    certificates = (chain() if chain is not None else None) or ()
    return tuple(_der(each) for each in certificates[:MOST_CERTIFICATES])


def _der(certificate: Any) -> bytes:
    is_der = isinstance(certificate, bytes)
    return certificate if is_der else ssl.PEM_cert_to_DER_cert(certificate.public_bytes())
