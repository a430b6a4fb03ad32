"""A TLS handshake led by hand, because how far it came tells what was refused: the versions, or the caller."""

import ssl
from typing import Any, Final

from compliance.model.dataclass import dataclass, field
from compliance.model.text import Message
from compliance.probes.errors import HandshakeBroken, HandshakeDropped, HandshakeRefused
from compliance.probes.net.connection import tls_reason
from compliance.probes.net.streams import Connection
from compliance.probes.net.tls_context import TlsOffer
from compliance.probes.net.url import Server

CLOSED: Final = "connection closed"
_CHUNK: Final = 64 * 1024
_NO_COMMON_VERSION: Final = frozenset({"UNSUPPORTED_PROTOCOL", "WRONG_SSL_VERSION"})
# OpenSSL and Python say TLSv1 where RFC 8446 and everybody else say TLSv1.0
_RENAMED: Final = {"TLSv1": "TLSv1.0"}
# RFC 5246, 7.4.1.3: ServerHello begins with server_version; before it a record header of 5 bytes and a message's of 4
_VERSION_AT: Final = slice(9, 11)
_WRITTEN: Final = {b"\x03\x01": "TLSv1.0", b"\x03\x02": "TLSv1.1", b"\x03\x03": "TLSv1.2"}


@dataclass(frozen=True, slots=True)
class Agreement:
    """What both sides agreed on. `refusal` is why the other side then turned the caller away, None if it did not.

    `leaf` is the certificate in DER, None if none was shown or it is no longer there.
    """

    version: str
    cipher: str | None
    leaf: bytes | None
    refusal: str | None = None


@dataclass(slots=True)
class _Talk:
    """A session, the bytes on their way, and the first bytes that were heard."""

    session: ssl.SSLObject
    incoming: ssl.MemoryBIO
    outgoing: ssl.MemoryBIO
    heard: bytes = field(default=b"", repr=False)


async def shake(connection: Connection, offer: TlsOffer) -> Agreement:
    """Make the offer over a connection without TLS.

    Raises `HandshakeRefused` or `HandshakeDropped` where the other side ended it before a version was agreed on, else
    `HandshakeBroken`.
    """
    incoming, outgoing = ssl.MemoryBIO(), ssl.MemoryBIO()
    talk = _Talk(
        offer.context.wrap_bio(incoming, outgoing, server_hostname=connection.server.tls_name), incoming, outgoing
    )
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
    version = talk.session.version() or ""
    return Agreement(_RENAMED.get(version, version), _cipher(talk.session), talk.session.getpeercert(binary_form=True))


async def _send(connection: Connection, talk: _Talk) -> None:
    connection.writer.write(talk.outgoing.read())
    await connection.writer.drain()


async def _hear(connection: Connection, talk: _Talk) -> bool:
    received = await connection.reader.read(_CHUNK)
    talk.heard = (talk.heard + received)[: _VERSION_AT.stop]
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
        return _turned_away(talk, CLOSED, message)
    raise HandshakeDropped(message)


def _after_an_error(server: Server, talk: _Talk, error: ssl.SSLError) -> Agreement:
    reason, name = error.reason or "", tls_reason(error)
    failed = Message.of("the TLS handshake with {server} failed: {reason}", server=str(server), reason=name)
    if _has_agreed(talk.session) and "ALERT" in reason:
        return _turned_away(talk, name, failed)
    if _has_agreed(talk.session) or not ("ALERT" in reason or reason in _NO_COMMON_VERSION):
        raise HandshakeBroken(failed) from error
    message = Message.of("{server} refused the TLS handshake: {reason}", server=str(server), reason=name)
    raise HandshakeRefused(message, name) from error


def _has_agreed(session: ssl.SSLObject) -> bool:
    """Return whether version and cipher were chosen: what is refused after that is a caller without a certificate."""
    return session.cipher() is not None


def _turned_away(talk: _Talk, reason: str, message: Message) -> Agreement:
    version = _version_in_hello(talk)
    if version is None:
        raise HandshakeBroken(message)
    return Agreement(version, _cipher(talk.session), _leaf(talk.session), reason)


def _version_in_hello(talk: _Talk) -> str | None:
    """Return the version in the hello of the server, which `session.version()` does not give before the end.

    TLSv1.3 writes another version there (RFC 8446, 4.1.3).
    """
    _, protocol, _ = talk.session.cipher() or (None, "", None)
    return protocol if protocol == "TLSv1.3" else _WRITTEN.get(talk.heard[_VERSION_AT])


def _cipher(session: ssl.SSLObject) -> str | None:
    name, _, _ = session.cipher() or (None, "", None)
    return name


def _leaf(session: ssl.SSLObject) -> bytes | None:
    """Return the certificate of a handshake that did not end, for which `getpeercert` raises; None if none was shown.

    The method that gives it is public from Python 3.13 on.
    """
    public = getattr(session, "get_unverified_chain", None)
    chain: Any = public or getattr(getattr(session, "_sslobj", None), "get_unverified_chain", None)
    certificates = chain() if chain is not None else None
    if not certificates:
        return None
    first = certificates[0]
    return first if isinstance(first, bytes) else ssl.PEM_cert_to_DER_cert(first.public_bytes())
