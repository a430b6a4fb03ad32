"""A handshake of which only the part without keys is led, for offers that our TLS library refuses to make."""

from typing import Final

from compliance.model.text import Message
from compliance.probes.errors import HandshakeBroken, HandshakeDropped, HandshakeRefused
from compliance.probes.net.agreement import CLOSED, Agreement
from compliance.probes.net.client_hello import HelloOffer
from compliance.probes.net.server_flight import NotTls, ServerFlight
from compliance.probes.net.streams import Connection
from compliance.probes.net.url import Server

_CHUNK: Final = 16 * 1024


async def ask(connection: Connection, offer: HelloOffer) -> Agreement:
    """Make the offer over a connection without TLS, and listen until the server has said what it says in the clear.

    Raises `HandshakeRefused` or `HandshakeDropped` where the other side ended it before a version was agreed on, else
    `HandshakeBroken`.
    """
    flight = ServerFlight(offer)
    try:
        connection.writer.write(offer.message(connection.server.tls_name))
        await connection.writer.drain()
        while not flight.is_over and (received := await connection.reader.read(_CHUNK)):
            flight.receive(received)
    except ConnectionError:
        pass
    except NotTls as error:
        raise _broken(connection.server, str(error)) from error
    return _result(connection.server, flight)


def _result(server: Server, flight: ServerFlight) -> Agreement:
    if flight.version is not None:
        refusal = None if flight.is_over and flight.alert is None else flight.alert or CLOSED
        return Agreement(
            flight.version,
            flight.cipher,
            flight.certificates,
            refusal,
            wants_certificate=flight.wants_certificate if flight.is_over or flight.wants_certificate else None,
        )
    if flight.alert is not None:
        message = Message.of("{server} refused the TLS handshake: {reason}", server=str(server), reason=flight.alert)
        raise HandshakeRefused(message, flight.alert)
    raise HandshakeDropped(Message.of("{server} closed the connection during the TLS handshake", server=str(server)))


def _broken(server: Server, reason: str) -> HandshakeBroken:
    return HandshakeBroken(
        Message.of("the TLS handshake with {server} failed: {reason}", server=str(server), reason=reason)
    )
