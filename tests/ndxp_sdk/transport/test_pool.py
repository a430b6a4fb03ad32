"""Which connections are kept, and what becomes of those in use when a client ends."""

import asyncio
from collections.abc import Callable
from contextlib import AsyncExitStack, ExitStack

import pytest

from ndxp_sdk import AsyncClient, Client, Limits
from tools.servers import Connection, Server, serving

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
