"""Which connections are kept, and what becomes of those in use when a client ends."""

import asyncio
import time
from collections.abc import Callable
from contextlib import AsyncExitStack, ExitStack

import pytest

from ndxp_sdk import AsyncClient, Client, Limits
from tools.servers import Connection, Server, serving, status

OWN, SERVICE = "VN/GOV/G22/mot-cua", "VN/GOV/G12/dkkd/enterprises"
FEW = Limits(idle_connections=2)
LARGE = 3_000_000
pytestmark = pytest.mark.usefixtures("sockets_and_processes")


def large(connection: Connection) -> None:
    connection.answer(200, b"x" * LARGE)


def in_use(server: Server) -> None:
    with Client(server.url, client=OWN, limits=FEW) as client, ExitStack() as stack:
        for _ in range(4):
            stack.enter_context(client.exchange.stream(SERVICE, path="/x"))
        for _ in range(3):
            client.request("GET", "/x")


def in_use_by_tasks(server: Server) -> None:
    async def main() -> None:
        async with AsyncClient(server.url, client=OWN, limits=FEW) as client, AsyncExitStack() as stack:
            for _ in range(4):
                await stack.enter_async_context(client.exchange.stream(SERVICE, path="/x"))
            for _ in range(3):
                await client.request("GET", "/x")

    asyncio.run(main())


@pytest.mark.parametrize("run", [in_use, in_use_by_tasks], ids=["sync", "async"])
def test_connections_in_use_are_not_counted_as_idle_ones(run: Callable[[Server], None]) -> None:
    with serving() as server:
        run(server)
        assert (len(server.requests), server.connections) == (7, 5)


def test_a_response_is_read_to_its_end_though_the_client_is_closed() -> None:
    with serving(large) as server:
        client = Client(server.url, client=OWN)
        with client.exchange.stream(SERVICE, path="/x") as download:
            client.close()
            assert len(download.read()) == LARGE


def test_a_response_is_read_to_its_end_by_a_task_too() -> None:
    async def main(url: str) -> int:
        client = AsyncClient(url, client=OWN)
        async with client.exchange.stream(SERVICE, path="/x") as download:
            await client.aclose()
            return len(await download.read())

    with serving(large) as server:
        assert asyncio.run(main(server.url)) == LARGE


def in_turn(url: str, pause: float) -> None:
    with Client(url, client=OWN) as client:
        for _ in range(3):
            client.request("GET", "/x")
            time.sleep(pause)


def in_turn_by_tasks(url: str, pause: float) -> None:
    async def main() -> None:
        async with AsyncClient(url, client=OWN) as client:
            for _ in range(3):
                await client.request("GET", "/x")
                await asyncio.sleep(pause)

    asyncio.run(main())


@pytest.mark.parametrize("run", [in_turn, in_turn_by_tasks], ids=["sync", "async"])
@pytest.mark.parametrize(
    ("announced", "pause", "connections"),
    [
        ("timeout=0", 0, 3),
        ("timeout=1", 0, 3),
        ('max=100, Timeout = "1"', 0, 3),
        ("timeout=2", 1.1, 3),
        ("timeout=60, max=100", 0, 1),
        ("max=1, read-timeout=1", 0, 1),
    ],
)
def test_a_connection_is_not_used_when_its_server_is_about_to_close_it(
    run: Callable[[str, float], None], announced: str, pause: float, connections: int
) -> None:
    with serving(status(200, **{"Keep-Alive": announced})) as server:
        run(server.url, pause)
        assert (len(server.requests), server.connections) == (3, connections)
