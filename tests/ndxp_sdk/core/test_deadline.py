"""One deadline over tries, token, connection and body, in both clients."""

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
from tools.servers import Connection, Script, drip, serving, silence, status

pytestmark = pytest.mark.usefixtures("sockets_and_processes")

Connect = Callable[..., Any]
# What a busy machine may add. Each call here would take 10 seconds more without the deadline, or never end.
SLACK = 5.0


def taken(call: Callable[[], Any], error: type[BaseException]) -> tuple[float, Any]:
    begun = time.monotonic()
    with pytest.raises(error) as caught:
        call()
    return time.monotonic() - begun, caught.value


def slow_header(connection: Connection) -> None:
    connection.stream.sendall(b"HTTP/1.1 200 OK\r\n")
    while not connection.server.is_stopped.wait(0.05):
        connection.stream.sendall(b"X-A: b\r\n")


@pytest.mark.parametrize("script", [drip, silence, slow_header])
def test_a_slow_answer_does_not_hold_a_caller_longer_than_the_deadline(connect: Connect, script: Script) -> None:
    with serving(script) as server:
        client = connect(server.url, timeout=Timeout(total=0.6))
        seconds, error = taken(lambda: client.request("GET", "/x"), TimedOut)
        assert 0.55 <= seconds <= 0.6 + SLACK
        assert error.facts.attempts == 1


def test_a_write_that_drips_has_an_unknown_outcome(connect: Connect) -> None:
    with serving(drip) as server:
        client = connect(server.url, timeout=Timeout(total=0.4))
        seconds, _ = taken(lambda: client.request("POST", "/x"), OutcomeUnknown)
        assert seconds <= 0.4 + SLACK


def test_a_server_that_does_not_read_is_not_written_to_for_ever(connect: Connect) -> None:
    with socket.create_server(("127.0.0.1", 0)) as deaf:
        url = f"http://127.0.0.1:{deaf.getsockname()[1]}"
        client = connect(url, timeout=Timeout(total=0.5))
        seconds, _ = taken(lambda: client.request("PUT", "/x", content=b"x" * 30_000_000), OutcomeUnknown)
        assert seconds <= 0.5 + SLACK


def test_the_deadline_covers_all_tries_and_the_waits_between_them(connect: Connect) -> None:
    with serving(silence) as server:
        settings = {"timeout": Timeout(total=1.0, read=0.2), "retry": Retry(attempts=50, first_wait=0.01)}
        client = connect(server.url, **settings)
        seconds, error = taken(lambda: client.request("GET", "/x"), TimedOut)
        assert seconds <= 1.0 + SLACK
        assert error.facts.attempts >= 2


def test_the_deadline_covers_the_token(connect: Connect) -> None:
    with serving(drip) as server:
        credential = ClientSecret("client", Secret("not shown"))
        settings = {"credential": credential, "token_url": f"{server.url}/oauth2/token"}
        client = connect(server.url, timeout=Timeout(total=0.6), **settings)
        seconds, error = taken(lambda: client.request("GET", "/x"), NdxpError)
        assert seconds <= 0.6 + SLACK
        assert isinstance(error, TokenUnavailable | DeadlineTooShort)
        assert error.sent == "no"


def test_a_server_that_does_not_speak_tls_in_time_is_given_up(connect: Connect) -> None:
    with socket.create_server(("127.0.0.1", 0)) as mute:
        client = connect(
            f"https://127.0.0.1:{mute.getsockname()[1]}", timeout=Timeout(total=0.5), retry=Retry(attempts=1)
        )
        seconds, error = taken(lambda: client.request("GET", "/x"), NdxpError)
        assert seconds <= 0.5 + SLACK
        assert (error.sent, error.code) == ("no", "tls-timeout")


def test_a_full_backlog_ends_with_the_time_for_connecting(connect: Connect) -> None:
    with socket.create_server(("127.0.0.1", 0), backlog=0) as full:
        port = full.getsockname()[1]
        fillers = [socket.socket() for _ in range(4)]
        for filler in fillers:
            filler.setblocking(False)
            filler.connect_ex(("127.0.0.1", port))
        client = connect(f"http://127.0.0.1:{port}", timeout=Timeout(total=30, connect=0.3), retry=Retry(attempts=1))
        seconds, error = taken(lambda: client.request("GET", "/x"), ConnectFailed)
        for filler in fillers:
            filler.close()
        assert 0.25 <= seconds <= 0.3 + SLACK
        assert error.code == "connect-timeout"


def streamed(end: Event) -> Script:
    """An answer whose body comes when the test has seen that nobody else got the connection meanwhile."""

    def script(connection: Connection) -> None:
        connection.stream.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n")
        end.wait(60)
        connection.stream.sendall(b"xxxxx")

    return script


NARROW: dict[str, Any] = {"limits": Limits(connections=1), "timeout": Timeout(total=0.5), "dialect": Direct()}


def test_threads_wait_for_a_free_connection_only_so_long_and_a_stream_may_take_its_time() -> None:
    end = Event()
    with serving(streamed(end), status(200)) as server, Client(server.url, **NARROW) as client:
        with client.exchange.stream("VN/GOV/G12/dkkd/enterprises", "GET", "/x") as download:
            with pytest.raises(DeadlineTooShort) as caught:
                client.request("GET", "/y")
            end.set()
            assert download.read() == b"xxxxx"
        assert caught.value.code == "pool-timeout"
        patient = client.with_options(timeout=Timeout(total=30))
        assert patient.exchange.call("VN/GOV/G12/dkkd/enterprises").status == 200


def test_tasks_wait_for_a_free_connection_only_so_long_and_a_stream_may_take_its_time() -> None:
    end = Event()

    async def main(url: str) -> None:
        async with AsyncClient(url, **NARROW) as client:
            async with client.exchange.stream("VN/GOV/G12/dkkd/enterprises", "GET", "/x") as download:
                with pytest.raises(DeadlineTooShort) as caught:
                    await client.request("GET", "/y")
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
