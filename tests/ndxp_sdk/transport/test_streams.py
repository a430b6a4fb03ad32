"""A body that is read in steps: it passes once, and what is left of it is never taken for its end."""

import asyncio
import errno
import gzip
import re
from collections.abc import Callable, Coroutine
from contextlib import AbstractContextManager
from typing import Any

import pytest

from ndxp_sdk import (
    AsyncClient,
    AsyncStreamedResponse,
    Audit,
    AuditRecord,
    Client,
    Direct,
    Limits,
    Retry,
    StreamedResponse,
    Timeout,
)
from ndxp_sdk._http.response import Response
from ndxp_sdk.dialects.protocol import ExchangePlan
from ndxp_sdk.errors import ConnectionLost, EvidenceFailure, NdxpError, UnexpectedAnswer, UsageError
from tools.raw_servers import Raw

RawServer = Callable[..., AbstractContextManager[Raw]]
SERVICE = "VN/GOV/G12/dkkd/enterprises"
WHOLE = b"0123456789" * 100_000
PLAIN = b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % len(WHOLE) + WHOLE
CODED = gzip.compress(WHOLE)
GZIP = b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: %d\r\n\r\n" % len(CODED) + CODED
TORN = b"HTTP/1.1 200 OK\r\nContent-Length: 9000000\r\n\r\n" + WHOLE
BROKEN = b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 200000\r\n\r\n" + b"x" * 200_000
both = pytest.mark.parametrize("said", [PLAIN, GZIP], ids=["plain", "gzip"])


def client_of(server: Raw) -> Client:
    return Client(f"http://127.0.0.1:{server.port}", dialect=Direct(), retry=Retry(attempts=1))


def asynchronously(server: Raw, use: Callable[[AsyncStreamedResponse], Coroutine[Any, Any, None]]) -> None:
    async def main() -> None:
        url = f"http://127.0.0.1:{server.port}"
        client = AsyncClient(url, dialect=Direct(), retry=Retry(attempts=1))
        async with client, client.exchange.stream(SERVICE) as answer:
            await use(answer)

    asyncio.run(main())


@both
def test_whoever_stops_in_the_middle_reads_on_from_there(raw: RawServer, said: bytes) -> None:
    with raw(said) as server, client_of(server) as client, client.exchange.stream(SERVICE) as answer:
        for piece in answer.iter_bytes():
            begun = piece
            break
        second = next(iter(answer.iter_bytes()))
        assert begun + second + answer.read() == WHOLE
        assert answer.read() == b""


@both
def test_in_a_task_too(raw: RawServer, said: bytes) -> None:
    async def use(answer: AsyncStreamedResponse) -> None:
        async for piece in answer.iter_bytes():
            begun = piece
            break
        assert begun + await answer.read() == WHOLE
        assert await answer.read() == b""

    with raw(said) as server:
        asynchronously(server, use)


def test_a_body_is_not_read_in_two_ways(raw: RawServer) -> None:
    with raw(GZIP) as server, client_of(server) as client, client.exchange.stream(SERVICE) as answer:
        next(iter(answer.iter_bytes()))
        with pytest.raises(UsageError, match="in another way"):
            next(iter(answer.iter_raw()))
        assert len(answer.read()) < len(WHOLE)


@both
def test_a_pass_that_was_begun_ends_with_the_block(raw: RawServer, said: bytes) -> None:
    with raw(said, stays=True) as server, client_of(server) as client:
        with client.exchange.stream(SERVICE) as answer:
            late = iter(answer.iter_bytes())
            next(late)
        with pytest.raises(UsageError, match="the answer is closed"):
            next(late)


@pytest.mark.parametrize(("said", "error"), [(TORN, ConnectionLost), (BROKEN, UnexpectedAnswer)])
def test_what_broke_off_has_no_end_when_it_is_read_again(raw: RawServer, said: bytes, error: type[Exception]) -> None:
    def read_twice(answer: StreamedResponse) -> None:
        for _ in range(2):
            with pytest.raises(error):
                answer.read()

    with raw(said) as server, client_of(server) as client, client.exchange.stream(SERVICE) as answer:
        read_twice(answer)


def test_nor_in_a_task(raw: RawServer) -> None:
    async def use(answer: AsyncStreamedResponse) -> None:
        for _ in range(2):
            with pytest.raises(ConnectionLost):
                await answer.read()

    with raw(TORN) as server:
        asynchronously(server, use)


class FullDisk:
    """A sink that takes no record."""

    def prepare(self) -> None:
        """Room is there as long as nobody writes."""

    def write(self, record: AuditRecord) -> None:
        raise OSError(errno.ENOSPC, "No space left on device", record.operation)


class Mistaken(Direct):
    """A dialect of a user, with a mistake in it."""

    def failure(self, plan: ExchangePlan, answer: Response) -> NdxpError | None:
        raise KeyError(f"a mistake at {plan.method} and {answer.status}")


LOST = re.compile("a mistake at GET and 200|the call ended with ok")
LOSING = pytest.mark.parametrize(
    ("settings", "error"),
    [({"audit": Audit(FullDisk())}, EvidenceFailure), ({"dialect": Mistaken()}, KeyError)],
    ids=["audit", "dialect"],
)


def single(settings: dict[str, Any]) -> dict[str, Any]:
    """One connection for all: if it were lost, the second call would wait for it, and end otherwise."""
    once = {"retry": Retry(attempts=1), "limits": Limits(connections=1), "timeout": Timeout(total=20)}
    return {"dialect": Direct(), **once, **settings}


@LOSING
def test_a_stream_that_nobody_gets_gives_its_connection_back(
    raw: RawServer, settings: dict[str, Any], error: type[Exception]
) -> None:
    with raw(PLAIN, stays=True) as server, Client(f"http://127.0.0.1:{server.port}", **single(settings)) as client:
        for _ in range(3):
            with pytest.raises(error, match=LOST), client.exchange.stream(SERVICE):
                pass


@LOSING
def test_one_of_a_task_neither_keeps_it(raw: RawServer, settings: dict[str, Any], error: type[Exception]) -> None:
    async def main(url: str) -> None:
        async with AsyncClient(url, **single(settings)) as client:
            for _ in range(3):
                with pytest.raises(error, match=LOST):
                    async with client.exchange.stream(SERVICE):
                        pass

    with raw(PLAIN, stays=True) as server:
        asyncio.run(main(f"http://127.0.0.1:{server.port}"))
