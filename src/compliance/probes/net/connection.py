"""A connection to a server: in its turn, within its time, to an address that was checked."""

import asyncio
import socket
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from itertools import repeat
from typing import Final

from compliance.model.text import Message
from compliance.probes.errors import Distrusted, HandshakeBroken, Refused, Unreachable
from compliance.probes.net.network import Network
from compliance.probes.net.reasons import distrust, reason_of
from compliance.probes.net.streams import Connection, close
from compliance.probes.net.tls_context import TlsOffer
from compliance.probes.net.url import Server

# X509_V_ERR_CERT_NOT_YET_VALID and X509_V_ERR_CERT_HAS_EXPIRED of OpenSSL
_OUT_OF_DATE: Final = frozenset({9, 10})


@asynccontextmanager
async def connected(server: Server, offer: TlsOffer | None, network: Network) -> AsyncIterator[Connection]:
    """Resolve the name, wait for a slot, connect, and close the connection at the end of the block.

    All from connecting on has `timeout` seconds together. Raises `Unreachable` and, if TLS is offered,
    `HandshakeBroken`.
    """
    addresses = await network.addresses(server)
    async with network.limiter.slot(server), timed(server, network):
        connection = await opened(server, addresses, offer, network)
        try:
            yield connection
        finally:
            await close(connection)


@asynccontextmanager
async def timed(server: Server, network: Network) -> AsyncIterator[None]:
    """Give the block `timeout` seconds; raises `Unreachable` when they are over, and for every fault of the way."""
    try:
        async with asyncio.timeout(network.settings.timeout):
            yield
    except TimeoutError as error:
        raise Unreachable(_no_answer(server, network.settings.timeout)) from error
    except OSError as error:
        raise _unreachable(server, error) from error


async def opened(server: Server, addresses: tuple[str, ...], offer: TlsOffer | None, network: Network) -> Connection:
    """Connect to the first address that can be; raises `OSError` and, if TLS is offered, `HandshakeBroken`."""
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
    return Connection(server, *streams)


async def _socket(server: Server, addresses: tuple[str, ...], seconds: float) -> socket.socket:
    """Connect to the first address that can be. Each has a share of the seconds, the last all that is left.

    Where none can, silence counts, because a silent address has refused nothing; else the first one's failure.
    """
    failures: list[OSError] = []
    share = seconds / (len(addresses) + 1)
    for limit, address in zip((*repeat(share, len(addresses) - 1), None), addresses, strict=True):
        try:
            async with asyncio.timeout(limit):
                return await _connected_socket(address, server.port)
        except OSError as error:
            failures.append(error)
    if any(isinstance(failure, TimeoutError) for failure in failures):
        raise Unreachable(_no_answer(server, share)) from failures[0]
    raise failures[0]


async def _connected_socket(address: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    connecting = socket.socket(family, socket.SOCK_STREAM)
    connecting.setblocking(False)
    try:
        await asyncio.get_running_loop().sock_connect(connecting, (address, port))
    except BaseException:
        connecting.close()
        raise
    return connecting


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


def tls_reason(error: ssl.SSLError) -> str:
    """Return the name of the alert, or what OpenSSL calls the error: `protocol_version`, `wrong_version_number`."""
    reason = error.reason or "unknown"
    return reason.rpartition("ALERT_")[2].lower()
