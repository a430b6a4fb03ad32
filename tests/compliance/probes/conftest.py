"""Servers on loopback with throw-away certificates: real sockets, answers written by hand."""

import asyncio
import socket
import ssl
import threading
import warnings
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import trustme

from compliance.model.facts import Facts
from compliance.model.openapi.document import Document
from compliance.model.openapi.files import DocumentFiles
from compliance.model.record import Record, Service
from compliance.probes.collect import Collected, collect_all
from compliance.probes.net.url import Server
from compliance.probes.settings import NetworkSettings
from compliance.probes.target import Target

NOW = datetime(2026, 11, 21, 8, 30, tzinfo=UTC)
_MOST_ROUNDS = 100
Handler = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


@dataclass
class Listener:
    """One listening port: the heads of the requests it read, and how many connections had asked and waited at most.

    One that only shows that the port is open is gone before the server sees it, and is not counted.
    """

    port: int = 0
    requests: list[str] = field(default_factory=list)
    open_now: int = 0
    most_at_once: int = 0


class Servers:
    """An event loop in a thread of its own, which serves until it is closed."""

    def __init__(self) -> None:
        self.loop = asyncio.new_event_loop()
        self._listening: list[asyncio.Server] = []
        self._handling: set[asyncio.Task[None] | None] = set()
        self._thread = threading.Thread(target=self.loop.run_forever)
        self._thread.start()

    def listen(self, handler: Handler, tls: ssl.SSLContext | None = None) -> Listener:
        listener = Listener()

        async def handle(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            self._handling.add(asyncio.current_task())
            try:
                await handler(reader, writer)
            except (ConnectionError, ssl.SSLError, asyncio.IncompleteReadError):
                pass
            finally:
                writer.transport.abort()

        server = asyncio.run_coroutine_threadsafe(
            asyncio.start_server(handle, "127.0.0.1", 0, ssl=tls), self.loop
        ).result()
        self._listening.append(server)
        listener.port = server.sockets[0].getsockname()[1]
        return listener

    def answer(self, response: bytes, tls: ssl.SSLContext | None = None, pause: float = 0, crowd: int = 0) -> Listener:
        """Answer every request with the same bytes, once there was a crowd of connections and after a pause."""
        gathered = asyncio.Event()

        async def handler(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            head = await reader.readuntil(b"\r\n\r\n")
            listener.requests.append(head.decode())
            listener.open_now += 1
            listener.most_at_once = max(listener.most_at_once, listener.open_now)
            if listener.most_at_once >= crowd:
                gathered.set()
            await gathered.wait()
            await asyncio.sleep(pause)
            listener.open_now -= 1
            writer.write(response)
            await writer.drain()

        listener = self.listen(handler, tls)
        return listener

    def close(self) -> None:
        asyncio.run_coroutine_threadsafe(self._close(), self.loop).result()
        self.loop.call_soon_threadsafe(self.loop.stop)
        self._thread.join()
        self.loop.close()

    async def _close(self) -> None:
        for server in self._listening:
            server.close()
        for _ in range(_MOST_ROUNDS):
            others = asyncio.all_tasks() - {asyncio.current_task()}
            if not others:
                break
            for task in others & self._handling:
                task.cancel()
            # because a connection that was accepted a moment ago is closed by its handler only, which has yet to begin
            await asyncio.wait(others, timeout=0.05)
        for transport in list(self.loop._transports.values()):  # a handshake under way is in no task's hands
            transport.abort()
        for _ in range(3):
            await asyncio.sleep(0)


@pytest.fixture
def servers(sockets_and_processes: None) -> Iterator[Servers]:
    running = Servers()
    yield running
    running.close()


def _shake(listening: socket.socket, tls: ssl.SSLContext) -> None:
    """Serve until the socket is closed. Unlike asyncio, a blocking socket sends its alert when a handshake fails."""
    while True:
        try:
            accepted, _ = listening.accept()
        except OSError:
            return
        accepted.settimeout(60)
        try:
            with tls.wrap_socket(accepted, server_side=True) as secured:
                if secured.recv(4096):
                    secured.sendall(b"HTTP/1.1 204 No Content\r\n\r\n")
        except OSError:
            accepted.close()


@pytest.fixture
def alerting(sockets_and_processes: None) -> Iterator[Callable[..., int]]:
    """Start a server that says why it refuses a handshake; gives its port."""
    with ExitStack() as stack:

        def start(tls: ssl.SSLContext, address: tuple[str, int] = ("127.0.0.1", 0)) -> int:
            listening = stack.enter_context(socket.create_server(address))
            thread = threading.Thread(target=_shake, args=(listening, tls))
            thread.start()
            stack.callback(thread.join)
            stack.callback(listening.shutdown, socket.SHUT_RDWR)
            port: int = listening.getsockname()[1]
            return port

        yield start


@pytest.fixture(scope="session")
def ca() -> trustme.CA:
    return trustme.CA()


@pytest.fixture(scope="session")
def tls(ca: trustme.CA) -> Callable[..., ssl.SSLContext]:
    """Make a server's context: `tls()`, `tls(lowest=…, highest=…)`, `tls(names=…, not_after=…)`."""

    def context(
        lowest: str = "TLSv1_2",
        highest: str = "TLSv1_3",
        names: Sequence[str] = ("127.0.0.1", "localhost"),
        **dates: Any,
    ) -> ssl.SSLContext:
        made = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        made.set_ciphers("DEFAULT:@SECLEVEL=0")
        with warnings.catch_warnings():
            # because Python warns of old versions as such, and a server that has them is what these tests need
            warnings.simplefilter("ignore", DeprecationWarning)
            made.minimum_version, made.maximum_version = ssl.TLSVersion[lowest], ssl.TLSVersion[highest]
        ca.issue_cert(*names, **dates).configure_cert(made)
        return made

    return context


@pytest.fixture
def misread(ca: trustme.CA, tmp_path: Path) -> Callable[[ssl.SSLContext], ssl.SSLContext]:
    """Give the context a certificate of a version that there is not."""

    def configure(context: ssl.SSLContext) -> ssl.SSLContext:
        issued = ca.issue_cert("127.0.0.1")
        der = ssl.PEM_cert_to_DER_cert(issued.cert_chain_pems[0].bytes().decode())
        file = tmp_path / "misread.pem"
        broken = der.replace(bytes.fromhex("a003020102"), bytes.fromhex("a003020107"), 1)
        file.write_bytes(issued.private_key_pem.bytes() + ssl.DER_cert_to_PEM_cert(broken).encode())
        context.load_cert_chain(file)
        return context

    return configure


@pytest.fixture
def settings() -> NetworkSettings:
    return NetworkSettings(timeout=60, rate=1000, allow_private=True)


@pytest.fixture
def look(settings: NetworkSettings) -> Callable[..., Collected]:
    """Look at one platform with these services, whose documents are empty by default: `look(Service(…), …)`."""

    def looked(
        *services: Service,
        documents: dict[str, Document] | None = None,
        settings: NetworkSettings = settings,
        names: dict[str, list[str]] | OSError | None = None,
        facts: Facts | None = None,
        **record: Any,
    ) -> Collected:
        async def resolver(server: Server) -> list[str]:
            if names is None:
                return [server.host]
            if isinstance(names, OSError):
                raise names
            if server.host not in names:
                raise OSError("no such name")
            return names[server.host]

        platform = Record("platform", None, services=list(services), **record)
        empty = {service.id: openapi() for service in services}
        target = Target(platform, empty if documents is None else documents)
        looks = collect_all([target], settings, lambda _: None, facts=facts, clock=lambda: NOW, resolver=resolver)
        return looks["platform"]

    return looked


@pytest.fixture
def closed_port(sockets_and_processes: None) -> Iterator[int]:
    """A port that is held, so that nobody else gets it, and where nothing listens."""
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        yield held.getsockname()[1]


@pytest.fixture
def silent_port(servers: Servers) -> int:
    """A port that takes connections and says nothing."""

    async def handler(reader: asyncio.StreamReader, _: asyncio.StreamWriter) -> None:
        while await reader.read(1024):
            pass

    return servers.listen(handler).port


def openapi(*paths: tuple[str, dict[str, Any]]) -> Document:
    return Document.of(DocumentFiles("api.yaml", {"api.yaml": {"openapi": "3.1.0", "paths": dict(paths)}}))


@pytest.fixture
def document() -> Callable[..., Document]:
    """Make a document of paths: `document(("/citizens", {"get": {}}), …)`."""
    return openapi
