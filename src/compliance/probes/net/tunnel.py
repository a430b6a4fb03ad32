"""A tunnel through a proxy (RFC 9110, 9.3.6): what goes wrong on the way is said of the proxy, not of the server."""

import asyncio
import ssl
from asyncio import StreamReader, StreamWriter
from base64 import b64encode
from collections.abc import Sequence
from contextlib import suppress
from itertools import repeat
from pathlib import Path
from typing import Final

import h11

from compliance.model.dataclass import dataclass
from compliance.model.remedy import Remedy
from compliance.model.text import Message
from compliance.probes.errors import ProxyFailed, ProxyLate, Unreachable
from compliance.probes.net.address import any_addresses
from compliance.probes.net.reasons import distrust, reason_of, tls_reason
from compliance.probes.net.resolver import Resolver
from compliance.probes.net.silent_proxies import SilentProxies
from compliance.probes.net.sockets import first_socket, share_of
from compliance.probes.net.url import Server
from ndxp_sdk.proxies import Proxy

_CHUNK: Final = 4096
_UNKNOWN_CALLER: Final = 407
Streams = tuple[StreamReader, StreamWriter]


@dataclass(frozen=True, slots=True)
class Way:
    """A proxy and how it is reached: who knows its name, whom to trust, and the seconds of the look.

    `silent` is told when it speaks.
    """

    proxy: Proxy
    names: Resolver
    ca_file: Path | None
    seconds: float
    silent: SilentProxies


async def first_tunnel(server: Server, addresses: Sequence[str], way: Way) -> Streams:
    """Have the proxy connect us to the first address that it can; raises `ProxyFailed`, that of the first address.

    An address is what the proxy is asked for: a name, which it resolves, or an IP address. Each has a share of the
    seconds, the last all that is left.
    """
    failures = []
    share = share_of(way.seconds, addresses)
    for limit, address in zip((*repeat(share, len(addresses) - 1), None), addresses, strict=True):
        try:
            async with asyncio.timeout(limit):
                return await _opened(server, Server(address, server.port), way)
        except ProxyFailed as error:
            failures.append(error)
        except TimeoutError:
            failures.append(late(server, way.proxy.address.origin, share))
    raise failures[0]


def late(server: Server, proxy: str, seconds: float) -> ProxyLate:
    """Return the error for a proxy that did not connect us in time."""
    template = "the proxy {proxy} did not connect us to {server} within {seconds} seconds"
    return ProxyLate(Message.of(template, proxy=proxy, server=str(server), seconds=f"{seconds:g}"))


def ended(server: Server, proxy: str) -> ProxyFailed:
    """Return the error for a tunnel that ended before the server said anything."""
    template = (
        "the connection to {server} through the proxy {proxy} ended before an answer; which of the two ended it "
        "cannot be seen"
    )
    return ProxyFailed(Message.of(template, server=str(server), proxy=proxy), remedy=Remedy.LOOK_WITHOUT_PROXY)


async def _opened(server: Server, target: Server, way: Way) -> Streams:
    reader, writer = await _connected(way)
    try:
        await _ask(reader, writer, server, target, way)
    except BaseException:
        writer.transport.abort()
        with suppress(OSError):
            await writer.wait_closed()
        raise
    return reader, writer


async def _connected(way: Way) -> Streams:
    proxy = way.proxy.address
    machine, name, is_secure = Server(proxy.host, proxy.port), proxy.origin, proxy.scheme == "https"
    try:
        # because a proxy stands where the user says, which usually is a private address
        addresses = await any_addresses(machine, way.names)
        connecting = await first_socket(addresses, machine.port, way.seconds)
        return await asyncio.open_connection(
            sock=connecting,
            ssl=_trust(way.ca_file) if is_secure else None,
            server_hostname=machine.tls_name if is_secure else None,
        )
    except Unreachable as error:
        raise ProxyFailed(Message.of("the name of the proxy {proxy} could not be resolved", proxy=name)) from error
    except ssl.SSLError as error:
        reason = distrust(error) if isinstance(error, ssl.SSLCertVerificationError) else tls_reason(error)
        template = "the TLS handshake with the proxy {proxy} failed: {reason}"
        raise ProxyFailed(Message.of(template, proxy=name, reason=reason)) from error
    except TimeoutError:
        raise
    except ConnectionRefusedError as error:
        raise ProxyFailed(Message.of("the proxy {proxy} refused the connection", proxy=name)) from error
    except OSError as error:
        template = "the proxy {proxy} could not be reached: {reason}"
        raise ProxyFailed(Message.of(template, proxy=name, reason=reason_of(error))) from error


def _trust(ca_file: Path | None) -> ssl.SSLContext:
    """Return what a proxy is verified by: the authorities of the system and those that were given."""
    context = ssl.create_default_context()
    if ca_file is not None:
        context.load_verify_locations(ca_file)
    return context


async def _ask(reader: StreamReader, writer: StreamWriter, server: Server, target: Server, way: Way) -> None:
    proxy = way.proxy
    talk = h11.Connection(h11.CLIENT)
    host, name = str(Server(target.tls_name, target.port)), proxy.address.origin
    headers = [("Host", host)]
    if proxy.user is not None:
        headers.append(("Proxy-Authorization", f"Basic {b64encode(':'.join(proxy.user).encode()).decode()}"))
    writer.write(talk.send(h11.Request(method="CONNECT", target=host, headers=headers)) or b"")
    writer.write(talk.send(h11.EndOfMessage()) or b"")
    try:
        await writer.drain()
        status = await _status(reader, talk)
    except (h11.RemoteProtocolError, ConnectionError, ssl.SSLError) as error:
        raise ProxyFailed(Message.of("the proxy {proxy} gave no answer that is HTTP/1.1", proxy=name)) from error
    way.silent.count_word(name)
    if status == _UNKNOWN_CALLER:
        template = "the proxy {proxy} wants to know who asks (407): it did not connect us to {server}"
        raise ProxyFailed(Message.of(template, proxy=name, server=str(server)), remedy=Remedy.IDENTIFY_TO_PROXY)
    if not 200 <= status < 300:
        template = "the proxy {proxy} answered {status}: it did not connect us to {server}"
        message = Message.of(template, proxy=name, status=status, server=str(server))
        raise ProxyFailed(message, remedy=Remedy.LOOK_WITHOUT_PROXY)
    if talk.trailing_data[0]:
        # because it would be taken for an answer of the server
        template = "the proxy {proxy} opened the tunnel to {server} and sent something into it itself"
        raise ProxyFailed(Message.of(template, proxy=name, server=str(server)))


async def _status(reader: StreamReader, talk: h11.Connection) -> int:
    while True:
        event = talk.next_event()
        if isinstance(event, h11.Response):
            return event.status_code
        if event is h11.NEED_DATA:
            talk.receive_data(await reader.read(_CHUNK))
