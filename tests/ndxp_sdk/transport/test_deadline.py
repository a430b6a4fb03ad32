"""One deadline over tries, token, connection and body, in both clients.

Each server here hangs until it is stopped, after the call: that the call ends at all is the work of its deadline. A
deadline is long where something has to happen before it, so that a busy machine comes to it too.
"""

import asyncio
import socket
import time
from collections.abc import Callable
from threading import Event
from typing import Any

import pytest

from ndxp_sdk import AsyncClient, Client, ClientSecret, Direct, Limits, Retry, Secret, Timeout
from ndxp_sdk.errors import (
    ConnectFailed,
    DeadlineTooShort,
    InvalidConfiguration,
    NdxpError,
    OutcomeUnknown,
    TimedOut,
    TokenUnavailable,
    UnexpectedAnswer,
)
from tools.servers import HANGS, Connection, Script, drip, serving, silence, status

pytestmark = pytest.mark.usefixtures("sockets_and_processes")

Connect = Callable[..., Any]
SOON = 2.0


def failing(client: Any, method: str = "GET", **options: Any) -> NdxpError:
    with pytest.raises(NdxpError) as caught:
        client.request(method, "/x", **options)
    return caught.value


def slow_header(connection: Connection) -> None:
    connection.stream.sendall(b"HTTP/1.1 200 OK\r\n")
    for _ in range(round(HANGS / 0.05)):
        if connection.server.is_stopped.wait(0.05):
            break
        connection.stream.sendall(b"X-A: b\r\n")


@pytest.mark.parametrize("script", [drip, silence, slow_header])
def test_a_slow_answer_does_not_hold_a_caller_longer_than_the_deadline(connect: Connect, script: Script) -> None:
    with serving(script) as server:
        begun = time.monotonic()
        error = failing(connect(server.url, timeout=Timeout(total=SOON)))
        assert time.monotonic() - begun > 0.9 * SOON
        assert not server.is_stopped.is_set()
    assert (type(error), error.facts.attempts, len(server.requests)) == (TimedOut, 1, 1)


def test_a_write_that_drips_has_an_unknown_outcome(connect: Connect) -> None:
    with serving(drip) as server:
        error = failing(connect(server.url, timeout=Timeout(total=SOON)), "POST")
        assert not server.is_stopped.is_set()
    assert (type(error), error.sent, len(server.requests)) == (OutcomeUnknown, "maybe", 1)


def test_a_server_that_does_not_read_is_not_written_to_for_ever(connect: Connect) -> None:
    with socket.create_server(("127.0.0.1", 0)) as deaf:
        url = f"http://127.0.0.1:{deaf.getsockname()[1]}"
        error = failing(connect(url, timeout=Timeout(total=SOON)), "PUT", content=b"x" * 30_000_000)
        assert (type(error), deaf.fileno() > 0) == (OutcomeUnknown, True)


def test_the_deadline_covers_all_tries_and_the_waits_between_them(connect: Connect) -> None:
    with serving(silence) as server:
        retry = Retry(attempts=50_000, first_wait=0.01, longest_wait=0.01, budget=50_000)
        error = failing(connect(server.url, timeout=Timeout(total=2 * SOON, read=0.2), retry=retry))
        assert not server.is_stopped.is_set()
    assert type(error) is TimedOut
    assert 2 <= (error.facts.attempts or 0) < 50_000


def test_the_deadline_covers_the_token(connect: Connect) -> None:
    with serving(drip) as server:
        credential = ClientSecret("client", Secret("not shown"))
        settings = {"credential": credential, "token_url": f"{server.url}/oauth2/token"}
        error = failing(connect(server.url, timeout=Timeout(total=SOON), **settings))
        assert not server.is_stopped.is_set()
    assert isinstance(error, TokenUnavailable | DeadlineTooShort)
    assert error.sent == "no"
    assert {request.target for request in server.requests} == {"/oauth2/token"}


def test_a_server_that_does_not_speak_tls_in_time_is_given_up(connect: Connect) -> None:
    with socket.create_server(("127.0.0.1", 0)) as mute:
        url, retry = f"https://127.0.0.1:{mute.getsockname()[1]}", Retry(attempts=1)
        error = failing(connect(url, timeout=Timeout(total=SOON), retry=retry))
        assert (error.sent, error.code, mute.fileno() > 0) == ("no", "tls-timeout", True)


def test_a_full_backlog_ends_with_the_time_for_connecting(connect: Connect) -> None:
    with socket.create_server(("127.0.0.1", 0), backlog=0) as full:
        port = full.getsockname()[1]
        fillers = [socket.socket() for _ in range(4)]
        for filler in fillers:
            filler.setblocking(False)
            filler.connect_ex(("127.0.0.1", port))
        patient = Timeout(total=HANGS, connect=0.3)
        begun = time.monotonic()
        error = failing(connect(f"http://127.0.0.1:{port}", timeout=patient, retry=Retry(attempts=1)))
        taken = time.monotonic() - begun
        for filler in fillers:
            filler.close()
        assert (type(error), error.code) == (ConnectFailed, "connect-timeout")
        assert 0.25 <= taken < 60  # because the system itself gives up after two minutes only


def streamed(end: Event) -> Script:
    """An answer whose body comes when the test has seen that nobody else got the connection meanwhile."""

    def script(connection: Connection) -> None:
        connection.stream.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n")
        end.wait(HANGS)
        connection.stream.sendall(b"xxxxx")

    return script


NARROW: dict[str, Any] = {"limits": Limits(connections=1), "timeout": Timeout(total=HANGS), "dialect": Direct()}
HASTY = Timeout(total=0.5)


def test_threads_wait_for_a_free_connection_only_so_long_and_a_stream_may_take_its_time() -> None:
    end = Event()
    with serving(streamed(end), status(200)) as server, Client(server.url, **NARROW) as client:
        with client.exchange.stream("VN/GOV/G12/dkkd/enterprises", "GET", "/x") as download:
            with pytest.raises(DeadlineTooShort) as caught:
                client.with_options(timeout=HASTY).request("GET", "/y")
            end.set()
            assert download.read() == b"xxxxx"
        assert caught.value.code == "pool-timeout"
        assert client.exchange.call("VN/GOV/G12/dkkd/enterprises").status == 200


def test_tasks_wait_for_a_free_connection_only_so_long_and_a_stream_may_take_its_time() -> None:
    end = Event()

    async def main(url: str) -> None:
        async with AsyncClient(url, **NARROW) as client:
            async with client.exchange.stream("VN/GOV/G12/dkkd/enterprises", "GET", "/x") as download:
                with pytest.raises(DeadlineTooShort) as caught:
                    await client.with_options(timeout=HASTY).request("GET", "/y")
                end.set()
                assert await download.read() == b"xxxxx"
            assert caught.value.code == "pool-timeout"

    with serving(streamed(end)) as server:
        asyncio.run(main(server.url))


def test_an_answer_larger_than_the_limit_is_not_read_to_its_end(connect: Connect) -> None:
    with serving(status(200, b"x" * 100_000)) as server:
        client = connect(server.url, limits=Limits(answer_bytes=99_999))
        with pytest.raises(UnexpectedAnswer, match=r"99999 bytes.*stream"):
            client.request("GET", "/x")
        assert connect(server.url, limits=Limits(answer_bytes=100_000)).request("GET", "/x").status == 200


@pytest.mark.parametrize("value", [0, -1, float("nan"), float("inf")])
def test_a_timeout_is_a_time(value: float) -> None:
    with pytest.raises(InvalidConfiguration, match=r"Timeout\.read"):
        Timeout(read=value)
