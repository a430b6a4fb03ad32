"""Real sockets, answered by uvicorn in one background thread with one event loop."""

import asyncio
import itertools
import socket
import ssl
import sys
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from typing import Final
from zlib import crc32

import uvicorn
from starlette.types import ASGIApp
from uvicorn.protocols.http.h11_impl import H11Protocol

from ndxp_mocks.serving.alpn import negotiated_protocol

HOST: Final = "127.0.0.1"
_BACKLOG: Final = 128
_PAUSE: Final = 0.005
_TICK: Final = 0.1
_FIRST_USUAL: Final = 20_000
_USUAL: Final = 10_000
"""Below the ports that Linux, macOS and Windows give to whoever asks for any."""
_TRIED: Final = 20


@dataclass(frozen=True, slots=True)
class Listener:
    """Bound sockets, the application behind them, and the TLS context in front of them, None for plain HTTP.

    `protocol` speaks HTTP/1.1 on each connection. With `has_lifespan` the application is told of start and end.
    Without `adds_date` it gives the field Date itself.
    """

    bound: Sequence[socket.socket]
    application: ASGIApp
    context: ssl.SSLContext | None = None
    protocol: type[asyncio.Protocol] = H11Protocol
    has_lifespan: bool = False
    adds_date: bool = True


def bound_sockets(addresses: Sequence[str], port: int = 0) -> tuple[socket.socket, ...]:
    """Bind sockets to one port of the addresses that the machine has, a free port if none is given.

    OSError where the port is taken at the first address. A second one where only a port given is taken is left out.
    """
    first = bound_socket(port, addresses[0])
    bound = [first]
    for address in addresses[1:]:
        with suppress(OSError):
            bound.append(bound_socket(first.getsockname()[1], address))
    return tuple(bound)


def usual_sockets(name: str, addresses: Sequence[str] = (HOST,)) -> tuple[socket.socket, ...]:
    """Bind sockets to a port that a name has in every run, so that two runs can be compared; else to a free one."""
    # because there a socket may take a port that another one listens at
    first = 0 if sys.platform == "win32" else _FIRST_USUAL + crc32(name.encode()) % _USUAL
    for port in range(first, first + _TRIED) if first else ():
        with suppress(OSError):
            return bound_sockets(addresses, port)
    return bound_sockets(addresses)


def bound_socket(port: int = 0, address: str = HOST) -> socket.socket:
    """Return a socket bound on the loopback, to a free port where none is given; OSError where the port is taken."""
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    # The protocol is named because asyncio switches Nagle's delay off only where it is.
    bound = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        bound.bind((address, port))
        bound.listen(_BACKLOG)
    except OSError:
        bound.close()
        raise
    return bound


@contextmanager
def silent_port(port: int = 0) -> Iterator[int]:
    """Yield a port of the loopback that refuses every caller, and that nobody else gets until the end of the block.

    It is `port` if nobody else is on that, else any.
    """
    with closing(socket.socket(socket.AF_INET, socket.SOCK_STREAM)) as bound:
        try:
            bound.bind((HOST, port))
        except OSError:
            bound.bind((HOST, 0))
        yield bound.getsockname()[1]


class _Server(uvicorn.Server):
    """A server that waits for its end; `_tick` does for all of them what each would wake for ten times a second."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.ended = asyncio.Event()

    async def main_loop(self) -> None:
        await self.ended.wait()


@contextmanager
def listen(listeners: Sequence[Listener]) -> Iterator[None]:
    """Answer on all listeners until the end of the block; the sockets are closed then."""
    servers = tuple(_server(listener) for listener in listeners)
    settled = threading.Event()
    with ThreadPoolExecutor(max_workers=1, thread_name_prefix="ndxp-mocks") as executor:
        running = executor.submit(asyncio.run, _run(servers, listeners, settled))
        running.add_done_callback(lambda _: settled.set())
        try:
            settled.wait()
            if not running.done():
                yield
        finally:
            for server in servers:
                server.should_exit = True
        running.result()


async def _run(servers: Sequence[_Server], listeners: Sequence[Listener], settled: threading.Event) -> None:
    async with asyncio.TaskGroup() as group:
        for server, listener in zip(servers, listeners, strict=True):
            group.create_task(server.serve(sockets=list(listener.bound)))
        group.create_task(_tick(servers))
        while not all(server.started for server in servers):  # noqa: ASYNC110 because uvicorn only sets a flag
            await asyncio.sleep(_PAUSE)
        settled.set()
    for server in servers:
        for connection in tuple(server.server_state.connections):
            connection.transport.abort()  # because a client that stays connected must not hold up the end
    await asyncio.sleep(_PAUSE)


async def _tick(servers: Sequence[_Server]) -> None:
    """Renew the field Date of all servers once a second, and end each when it is told to."""
    for count in itertools.count():
        left = [server for server in servers if not server.ended.is_set()]
        for server in left:
            if await server.on_tick(count):
                server.ended.set()
        if not left:
            return
        await asyncio.sleep(_TICK)


def _server(listener: Listener) -> _Server:
    config = uvicorn.Config(
        listener.application,
        http=negotiated_protocol(listener.protocol) if listener.context is not None else listener.protocol,
        date_header=listener.adds_date,
        ws="none",
        lifespan="on" if listener.has_lifespan else "off",
        interface="asgi3",
        log_config=None,
        log_level="critical",
        access_log=False,
        proxy_headers=False,
        server_header=False,
        timeout_graceful_shutdown=0,
    )
    config.load()
    config.ssl = listener.context
    return _Server(config)
