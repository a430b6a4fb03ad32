"""A connection to a server: in its turn, within its time, to an address that was checked."""

import asyncio
import socket
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Final

from compliance.model.dataclass import dataclass
from compliance.model.text import Message
from compliance.probes.errors import Distrusted, HandshakeBroken, ProxyLate, Refused, Unreachable
from compliance.probes.net.network import Network
from compliance.probes.net.reasons import distrust, reason_of, tls_reason
from compliance.probes.net.sockets import first_socket, share_of
from compliance.probes.net.streams import Connection, close
from compliance.probes.net.tls_context import TlsOffer
from compliance.probes.net.tunnel import Streams, Way, ended, first_tunnel, late
from compliance.probes.net.url import Server
from ndxp_sdk.proxies import Proxy

# X509_V_ERR_CERT_NOT_YET_VALID and X509_V_ERR_CERT_HAS_EXPIRED of OpenSSL
_OUT_OF_DATE: Final = frozenset({9, 10})


@dataclass(slots=True)
class Waiting:
    """For whom a look waits: for a proxy, which is named, until it has connected us, then for the server."""

    proxy: str | None = None


@asynccontextmanager
async def connected(server: Server, offer: TlsOffer | None, network: Network) -> AsyncIterator[Connection]:
    """Resolve the name, wait for a slot, connect, and close the connection at the end of the block.

    All from connecting on has `timeout` seconds together. Raises `Unreachable` and, if TLS is offered,
    `HandshakeBroken`.
    """
    addresses = await network.addresses(server)
    async with network.limiter.slot(server), timed(server, network) as waiting:
        connection = await opened(server, addresses, offer, network, waiting)
        try:
            yield connection
        finally:
            await close(connection)


async def reach(server: Server, address: str, network: Network) -> None:
    """Connect to one address of a server, which was checked, in its turn and time, and hang up.

    Raises `Unreachable`.
    """
    async with network.limiter.slot(server), timed(server, network):
        (await _socket(server, (address,), network.settings.timeout)).close()


@asynccontextmanager
async def timed(server: Server, network: Network) -> AsyncIterator[Waiting]:
    """Give the block `timeout` seconds; raises `Unreachable` when they are over, and for every fault of the way."""
    waiting = Waiting()
    try:
        async with asyncio.timeout(network.settings.timeout):
            yield waiting
    except TimeoutError as error:
        if waiting.proxy is not None:
            network.silent.count_silence(waiting.proxy, server)
            raise late(server, waiting.proxy, network.settings.timeout) from error
        raise Unreachable(_no_answer(server, network.settings.timeout)) from error
    except OSError as error:
        raise _unreachable(server, error) from error


async def opened(
    server: Server, addresses: tuple[str, ...], offer: TlsOffer | None, network: Network, waiting: Waiting
) -> Connection:
    """Connect to the first address that can be, through the proxy if there is one.

    Raises `OSError`, `Unreachable` and, if TLS is offered, `HandshakeBroken`.
    """
    if (proxy := network.proxies.between(server)) is not None:
        streams = await _tunnel(server, addresses, proxy, network, waiting)
        return await _through(streams, proxy.address.origin, server, offer, network)
    connecting = await _socket(server, addresses, network.settings.timeout)
    if offer is None:
        return Connection(server, *await asyncio.open_connection(sock=connecting))
    try:
        streams = await asyncio.open_connection(
            sock=connecting,
            ssl=offer.context,
            server_hostname=server.tls_name,
            # because asyncio's own limit would look as if the other side had hung up
            ssl_handshake_timeout=2 * network.settings.timeout,
        )
    except (ssl.SSLError, ConnectionError) as error:
        raise _broken(server, error, network) from error
    return Connection(server, *streams, is_encrypted=True)


async def _socket(server: Server, addresses: tuple[str, ...], seconds: float) -> socket.socket:
    try:
        return await first_socket(addresses, server.port, seconds)
    except TimeoutError as error:
        raise Unreachable(_no_answer(server, share_of(seconds, addresses))) from error


async def _tunnel(
    server: Server, addresses: tuple[str, ...], proxy: Proxy, network: Network, waiting: Waiting
) -> Streams:
    waiting.proxy = name = proxy.address.origin
    network.silent.require_hope(name, server)
    way = Way(proxy, network.names, network.settings.ca_file, network.settings.timeout, network.silent)
    try:
        streams = await first_tunnel(server, addresses, way)
    except ProxyLate:
        network.silent.count_silence(name, server)
        raise
    waiting.proxy = None
    return streams


async def _through(tunnel: Streams, name: str, server: Server, offer: TlsOffer | None, network: Network) -> Connection:
    reader, writer = tunnel
    if offer is None:
        return Connection(server, reader, writer, proxy=name)
    try:
        limit = 2 * network.settings.timeout  # as above
        await writer.start_tls(offer.context, server_hostname=server.tls_name, ssl_handshake_timeout=limit)
    except (ssl.SSLError, ConnectionError) as error:
        writer.transport.abort()
        has_ended = isinstance(error, ConnectionError | ssl.SSLEOFError)
        raise (ended(server, name) if has_ended else _broken(server, error, network)) from error
    except BaseException:
        writer.transport.abort()
        raise
    return Connection(server, reader, writer, is_encrypted=True, proxy=name)


def _unreachable(server: Server, error: OSError) -> Unreachable:
    if isinstance(error, ConnectionRefusedError):
        return Refused(Message.of("{server} refused the connection", server=str(server)))
    reason = reason_of(error)
    return Unreachable(Message.of("{server} could not be reached: {reason}", server=str(server), reason=reason))


def _no_answer(server: Server, timeout: float) -> Message:
    if server.is_on_state_network:
        return Message.of(
            "{server} is declared on the state network only and gave no answer within {seconds} seconds: "
            "it is not observable from this vantage",
            server=str(server),
            seconds=f"{timeout:g}",
        )
    return Message.of("{server} gave no answer within {seconds} seconds", server=str(server), seconds=f"{timeout:g}")


def _broken(server: Server, error: OSError, network: Network) -> HandshakeBroken:
    name = str(server)
    match error:
        case ssl.SSLCertVerificationError():
            reason = distrust(error)
            message = Message.of("the certificate of {server} is not trusted: {reason}", server=name, reason=reason)
            was_told_whom_to_trust = network.settings.ca_file is not None
            is_failure = not (error.verify_code in _OUT_OF_DATE or was_told_whom_to_trust)
            return Distrusted(message, is_failure=is_failure)
        case ssl.SSLError():
            message = Message.of(
                "the TLS handshake with {server} failed: {reason}", server=name, reason=tls_reason(error)
            )
        case _:
            message = Message.of("{server} closed the connection during the TLS handshake", server=name)
    return HandshakeBroken(message)
