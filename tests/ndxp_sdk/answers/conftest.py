"""Clients of both kinds that wait for nobody, and servers that answer byte by byte what a test says."""

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from typing import Any

import pytest
import trustme

from ndxp_sdk import Client, Retry
from tools.blocking import Blocking
from tools.servers import Certificates, Connection, Script, Server, serving

QUICK = Retry(first_wait=0.0, longest_wait=0.0, first_rest=0.0, longest_rest=0.0, budget=100_000)
Connect = Callable[..., Any]
KINDS = {"sync": Client, "async": Blocking}


@pytest.fixture(params=sorted(KINDS))
def connect(sockets_and_processes: None, request: pytest.FixtureRequest) -> Iterator[Connect]:
    """Makes a client of each kind; closed at the end."""
    made: list[Any] = []

    def make(base_url: str, **settings: Any) -> Any:
        client = KINDS[request.param](base_url, **{"retry": QUICK, "client": "VN/GOV/EXAMPLE/portal", **settings})
        made.append(client)
        return client

    yield make
    for client in made:
        client.close()


class Raw:
    """Sends `greeting` at once, and `answer` to whatever comes; then ends the connection, or waits for the caller."""

    def __init__(self, answer: bytes, greeting: bytes = b"", *, stays: bool = False) -> None:
        self.answer, self.greeting, self.stays = answer, greeting, stays
        self.connections = 0
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]

    def run(self) -> None:
        with suppress(OSError):
            while True:
                stream, _ = self._listener.accept()
                self.connections += 1
                threading.Thread(target=self._serve, args=(stream,), daemon=True).start()

    def stop(self) -> None:
        with suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()

    def _serve(self, stream: socket.socket) -> None:
        with suppress(OSError), stream:
            stream.sendall(self.greeting)
            stream.recv(65_536)
            stream.sendall(self.answer)
            while self.stays and stream.recv(65_536):
                pass
            stream.shutdown(socket.SHUT_WR)
            stream.recv(65_536)  # because unread bytes would make the end a RST


class Saying:
    """A script that may be changed between two calls, so that one server serves a whole table."""

    def __init__(self) -> None:
        self.now: Script = Connection.answer

    def __call__(self, connection: Connection) -> None:
        self.now(connection)


@pytest.fixture
def saying(sockets_and_processes: None) -> Iterator[tuple[Server, Saying]]:
    """A running server, and what it says."""
    script = Saying()
    with serving(script) as server:
        yield server, script


@contextmanager
def _raw(answer: bytes, greeting: bytes = b"", *, stays: bool = False) -> Iterator[Raw]:
    """A running server of that kind."""
    server = Raw(answer, greeting, stays=stays)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.stop()
        thread.join()


@pytest.fixture(scope="session")
def raw(sockets_and_processes: None) -> Callable[..., AbstractContextManager[Raw]]:
    """`with raw(answer, greeting, stays=True) as server`."""
    return _raw


@pytest.fixture(scope="session")
def certificates() -> Certificates:
    """Those of a server whose authority nobody knows."""
    return Certificates(trustme.CA())
