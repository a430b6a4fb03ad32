"""A TLS handshake led by hand, because how far it came tells what was refused: the versions, or the caller."""

import ssl
from typing import Final

from compliance.model.text import Message
from compliance.probes.connection import Connection, tls_reason
from compliance.probes.errors import HandshakeBroken, HandshakeDropped, HandshakeRefused
from compliance.probes.offer import Offer
from compliance.probes.url import Server

_CHUNK: Final = 64 * 1024
_NO_COMMON_VERSION: Final = frozenset({"UNSUPPORTED_PROTOCOL", "WRONG_SSL_VERSION"})


async def shake(connection: Connection, offer: Offer) -> ssl.SSLObject:
    """Make the offer over a connection without TLS; gives the session agreed on.

    Raises `HandshakeRefused` or `HandshakeDropped` only where no version was agreed on before, else `HandshakeBroken`.
    """
    incoming, outgoing = ssl.MemoryBIO(), ssl.MemoryBIO()
    session = offer.context.wrap_bio(incoming, outgoing, server_hostname=connection.server.host)
    try:
        while _wants_more(session):
            connection.writer.write(outgoing.read())
            await connection.writer.drain()
            received = await connection.reader.read(_CHUNK)
            if not received:
                raise _dropped(connection.server, session)
            incoming.write(received)
        connection.writer.write(outgoing.read())
        await connection.writer.drain()
    except ssl.SSLError as error:
        raise _refused(connection.server, session, error) from error
    except ConnectionError as error:
        raise _dropped(connection.server, session) from error
    return session


def _wants_more(session: ssl.SSLObject) -> bool:
    try:
        session.do_handshake()
    except ssl.SSLWantReadError:
        return True
    return False


def _has_agreed(session: ssl.SSLObject) -> bool:
    """Whether the other side chose version and cipher: what it then refuses is a caller without a certificate."""
    return session.cipher() is not None


def _dropped(server: Server, session: ssl.SSLObject) -> HandshakeBroken:
    message = Message.of("{server} closed the connection during the TLS handshake", server=str(server))
    return HandshakeBroken(message) if _has_agreed(session) else HandshakeDropped(message)


def _refused(server: Server, session: ssl.SSLObject, error: ssl.SSLError) -> HandshakeBroken:
    reason, name = error.reason or "", tls_reason(error)
    if _has_agreed(session) or not ("ALERT" in reason or reason in _NO_COMMON_VERSION):
        message = Message.of("the TLS handshake with {server} failed: {reason}", server=str(server), reason=name)
        return HandshakeBroken(message)
    message = Message.of("{server} refused the TLS handshake: {reason}", server=str(server), reason=name)
    return HandshakeRefused(message, name)
