"""A host with several addresses is reached by whichever takes connections, in both clients."""

import socket
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import pytest

from ndxp_sdk import Retry, Timeout
from ndxp_sdk.errors import ConnectFailed
from tools.raw_servers import raw_server

HOST = "two-addresses.example"
ANSWER = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}"
SILENT, ANSWERING, CLOSED = "127.0.0.2", "127.0.0.1", "127.0.0.3"
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="other systems have one loopback address")


@pytest.fixture
def known(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """`known(A, B)`: the host has these addresses, in this order."""
    real = socket.getaddrinfo

    def know(*addresses: str) -> None:
        def look_up(host: Any, port: Any, *given: Any, **more: Any) -> Any:
            name = host.decode() if isinstance(host, bytes) else host
            hosts = addresses if name == HOST else (host,)
            return [found for each in hosts for found in real(each, port, *given, **more)]

        monkeypatch.setattr(socket, "getaddrinfo", look_up)

    return know


@pytest.fixture
def port(sockets_and_processes: None) -> Iterator[int]:
    """A port that is served at one address; at another nobody takes up what is tried, as behind a filter."""
    with raw_server(ANSWER) as server, ExitStack() as stack:
        silent = stack.enter_context(socket.socket())
        silent.bind((SILENT, server.port))
        silent.listen(0)
        for _ in range(4):
            waiting = stack.enter_context(socket.socket())
            waiting.setblocking(False)
            waiting.connect_ex((SILENT, server.port))
        yield server.port


@pytest.mark.parametrize("first", [SILENT, CLOSED])
def test_an_address_that_leads_nowhere_does_not_hide_the_next(
    connect: Callable[..., Any], known: Callable[..., None], port: int, first: str
) -> None:
    known(first, ANSWERING)
    client = connect(f"http://{HOST}:{port}", timeout=Timeout(connect=2.0))
    assert client.request("GET", "/").status == 200


def test_where_no_address_answers_the_time_for_connecting_is_not_exceeded(
    connect: Callable[..., Any], known: Callable[..., None], port: int
) -> None:
    known(SILENT, CLOSED, SILENT)
    client = connect(f"http://{HOST}:{port}", timeout=Timeout(connect=0.6, total=60.0), retry=Retry(attempts=1))
    begun = time.monotonic()
    with pytest.raises(ConnectFailed):
        client.request("GET", "/")
    assert time.monotonic() - begun < 5.0
