"""What is tried again, how often, and what is left alone."""

import asyncio
import pickle
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import Any

import pytest

from ndxp_sdk import AsyncClient, Client, Retry, Timeout
from ndxp_sdk.errors import (
    BackoffInForce,
    ConnectFailed,
    ConnectionLost,
    NdxpError,
    OutcomeUnknown,
    QuotaExceeded,
    RequestInvalid,
    TimedOut,
    Unavailable,
    UpstreamFailure,
)
from tools.servers import Connection, Script, cut, free_port, hang_up, reset, serving, silence, status

Connect = Callable[..., Any]
QUICK = Retry(first_wait=0.01, longest_wait=0.02, first_rest=600, longest_rest=600)
SHORT = Timeout(total=300, read=2)
AMPLE = Timeout(total=300, read=100)
CALL = "VN/GOV/G12/dkkd/enterprises"
OWN = "VN/GOV/G22/mot-cua"
BROKEN = b'{"type":"%s","message":"m","detail":"3f1c9a00-0000-4000-8000-000000000000"}'


def xroad_fault(code: str) -> Script:
    return status(500, BROKEN % code.encode(), X_Road_Error=code)


def echo(connection: Connection) -> None:
    connection.answer(200, b"{}", X_Road_Id=str(connection.field("x-road-id")), X_Road_Service=CALL)


def patience(script: Script) -> Timeout:
    """Short only for a server that says nothing, because any other may be slow where many tests run."""
    return SHORT if script is silence else AMPLE


TABLE = [
    # method, options, what the server does first, whether a second try is made
    ("GET", {}, hang_up, True),
    ("GET", {}, reset, True),
    ("GET", {}, cut, True),
    ("GET", {}, silence, True),
    ("GET", {}, status(503), True),
    ("GET", {}, status(429), True),
    ("GET", {}, status(502), True),
    ("GET", {}, status(400), False),
    ("GET", {}, status(501), False),
    ("PUT", {}, hang_up, True),
    ("DELETE", {}, hang_up, True),
    ("POST", {}, hang_up, False),
    ("POST", {}, reset, False),
    ("POST", {}, silence, False),
    ("PATCH", {}, hang_up, False),
    ("POST", {}, status(502), False),
    ("POST", {}, status(503), False),
    ("POST", {}, status(503, b'{"error":"Service Unavailable"}'), False),
    ("POST", {}, status(429), True),
    ("POST", {}, status(200, b"\x1f\x8b", Content_Encoding="gzip"), False),
    ("GET", {}, status(200, b"\x1f\x8b", Content_Encoding="gzip"), True),
    ("POST", {"idempotency_key": "k1"}, hang_up, True),
    ("POST", {"idempotency_key": "k1"}, status(502), True),
    ("POST", {"is_safe_to_repeat": True}, hang_up, True),
    ("GET", {"is_safe_to_repeat": False}, hang_up, False),
]


@pytest.mark.parametrize(("method", "options", "first", "is_repeated"), TABLE)
def test_only_what_is_safe_is_repeated(
    connect: Connect, method: str, options: dict[str, Any], first: Script, *, is_repeated: bool
) -> None:
    with serving(first, status(200)) as server:
        client = connect(server.url, timeout=patience(first))
        if is_repeated:
            assert client.request(method, "/x", **options).status == 200
        else:
            with pytest.raises(NdxpError) as caught:
                client.request(method, "/x", **options)
            assert caught.value.facts.attempts == 1
        assert len(server.requests) == 1 + is_repeated
        correlation = {request.field("X-Correlation-Id") for request in server.requests}
        keys = {request.field("Idempotency-Key") for request in server.requests}
        assert (len(correlation), len(keys)) == (1, 1)


def test_a_write_without_an_answer_has_an_unknown_outcome_with_its_ids(connect: Connect) -> None:
    with serving(hang_up) as server:
        client = connect(server.url, client=OWN)
        with pytest.raises(OutcomeUnknown) as caught:
            client.exchange.call(CALL, "POST", "/v1/x", json={"a": 1})
        error = pickle.loads(pickle.dumps(caught.value))
        assert error.ids.message_id == server.requests[0].field("X-Road-Id")
        assert error.ids.message_id is not None
        assert error.ids.message_id[14] == "7"
        assert (error.sent, error.retryable, error.facts.attempts) == ("maybe", False, 1)
        assert "transaction log" in error.message


def test_a_repeatable_write_that_failed_to_the_end_has_an_unknown_outcome_even_if_the_last_try_was_not_sent(
    connect: Connect,
) -> None:
    def last(connection: Connection) -> None:
        connection.server.deafen()
        hang_up(connection)

    with serving(last) as server:
        with pytest.raises(OutcomeUnknown) as caught:
            connect(server.url).request("PUT", "/x")
        assert caught.value.facts.attempts == 3


@pytest.mark.parametrize(
    ("script", "error"),
    [(hang_up, ConnectionLost), (cut, ConnectionLost), (reset, ConnectionLost), (silence, TimedOut)],
)
def test_a_broken_answer_to_a_read_is_tried_thrice(connect: Connect, script: Script, error: type[NdxpError]) -> None:
    with serving(script) as server:
        with pytest.raises(error) as caught:
            connect(server.url, timeout=patience(script)).request("GET", "/x")
        assert (len(server.requests), caught.value.facts.attempts) == (3, 3)
        assert caught.value.facts.elapsed is not None
        assert pickle.loads(pickle.dumps(caught.value)).facts == caught.value.facts


@pytest.mark.parametrize(
    ("method", "length"), [("POST", "0"), ("PUT", "0"), ("PATCH", "0"), ("DELETE", None), ("GET", None), ("HEAD", None)]
)
def test_a_change_without_a_body_says_that_it_has_none(connect: Connect, method: str, length: str | None) -> None:
    with serving(status(204)) as server:
        connect(server.url).request(method, "/x")
        assert server.requests[0].field("content-length") == length
        assert server.requests[0].field("transfer-encoding") is None


def test_message_id_is_ours_and_stays_over_all_tries(connect: Connect) -> None:
    with serving(xroad_fault("server.clientproxy.network_error"), echo) as server:
        answer = connect(server.url, client=OWN).exchange.call(CALL, "GET", "/v1/x")
        ids = [request.field("X-Road-Id") for request in server.requests]
        assert len(ids) == 2
        assert ids[0] == ids[1] == answer.ids.message_id


@pytest.mark.parametrize(
    ("code", "requests"),
    [
        ("server.serverproxy.access_denied", 1),
        ("Server.ServerProxy.AccessDenied", 1),
        ("server.clientproxy.network_error", 3),
        ("server.serverproxy.service_failed", 3),
        ("server.clientproxy.unknown_member", 1),
        ("server.serverproxy.inconsistent_response", 1),
    ],
)
def test_errors_of_x_road_are_all_500_and_their_class_decides(connect: Connect, code: str, requests: int) -> None:
    with serving(xroad_fault(code)) as server:
        with pytest.raises(NdxpError) as caught:
            connect(server.url, client=OWN).exchange.call(CALL, "GET", "/v1/x")
        assert (caught.value.status, len(server.requests)) == (500, requests)


def test_a_failed_write_through_x_road_is_not_repeated(connect: Connect) -> None:
    with serving(xroad_fault("server.serverproxy.service_failed")) as server:
        with pytest.raises(UpstreamFailure):
            connect(server.url, client=OWN).exchange.call(CALL, "POST", "/v1/x", json={})
        assert len(server.requests) == 1


def test_retry_after_in_seconds_is_waited_for(connect: Connect) -> None:
    with serving(status(429, Retry_After="1"), status(200)) as server:
        client = connect(server.url)
        begun = time.monotonic()
        assert client.request("GET", "/x").status == 200
        assert time.monotonic() - begun >= 1.0


def test_retry_after_as_a_date_is_waited_for(connect: Connect) -> None:
    def later(connection: Connection) -> None:
        now = datetime.now(UTC)
        date, until = (format_datetime(moment, usegmt=True) for moment in (now, now + timedelta(seconds=1)))
        connection.answer(503, b"{}", Retry_After=until, Date=date)

    with serving(later, status(200)) as server:
        client = connect(server.url)
        begun = time.monotonic()
        assert client.request("GET", "/x").status == 200
        assert time.monotonic() - begun >= 1.0


@pytest.mark.parametrize("seconds", ["100", "61"])
def test_a_retry_after_above_the_ceiling_is_not_waited_for(connect: Connect, seconds: str) -> None:
    with serving(status(503, Retry_After=seconds)) as server:
        with pytest.raises(Unavailable) as caught:
            connect(server.url).request("GET", "/x")
        assert (len(server.requests), caught.value.retry_after) == (1, float(seconds))


def test_a_wait_that_does_not_fit_the_deadline_is_not_begun(connect: Connect) -> None:
    with serving(status(429, Retry_After="30")) as server:
        client, begun = connect(server.url, timeout=Timeout(total=29)), time.monotonic()
        with pytest.raises(QuotaExceeded):
            client.request("GET", "/x")
        assert time.monotonic() - begun < 29  # because who begins to wait ends with the deadline
        assert len(server.requests) == 1


def test_other_calls_respect_the_wait_that_one_was_told(connect: Connect) -> None:
    with serving(status(429, Retry_After="1"), status(200)) as server:
        client = connect(server.url, retry=Retry(attempts=1))
        begun = time.monotonic()
        with pytest.raises(QuotaExceeded):
            client.request("GET", "/x")
        assert client.request("GET", "/y").status == 200
        assert time.monotonic() - begun >= 1.0


def test_a_client_never_repeats_more_than_its_budget(connect: Connect) -> None:
    retry = Retry(
        attempts=5, first_wait=0.001, longest_wait=0.001, budget=7, earned=0, first_rest=0.001, longest_rest=0.001
    )
    with serving(status(502, b'{"code":"upstream-failure","title":"t","retryable":true}')) as server:
        client = connect(server.url, retry=retry)
        for _ in range(20):
            time.sleep(0.002)
            with pytest.raises(NdxpError):
                client.request("GET", "/x")
        assert len(server.requests) <= 20 + 7


def test_success_earns_the_budget_back(connect: Connect) -> None:
    retry = Retry(attempts=2, first_wait=0.001, budget=1, earned=1.0)
    with serving(hang_up, status(200), status(200), hang_up, status(200)) as server:
        client = connect(server.url, retry=retry)
        assert [client.request("GET", "/x").status for _ in range(3)] == [200, 200, 200]
        assert len(server.requests) == 5


def test_refused_connections_are_retried_for_writes_too(connect: Connect) -> None:
    port = free_port()
    with pytest.raises(ConnectFailed) as caught:
        connect(f"http://127.0.0.1:{port}").request("POST", "/x")
    assert (caught.value.facts.attempts, caught.value.sent, caught.value.code) == (3, "no", "connect-refused")


class Gone:
    """A server that accepts and ends every connection at once, and counts."""

    def __init__(self) -> None:
        self.count = 0

    def __call__(self, connection: Connection) -> None:
        self.count += 1
        hang_up(connection)


@pytest.mark.usefixtures("sockets_and_processes")
def test_a_thousand_threads_against_a_dead_server_make_few_attempts() -> None:
    with Client(f"http://127.0.0.1:{free_port()}", retry=QUICK) as client:
        outcomes: list[NdxpError] = []

        def ask() -> None:
            for _ in range(50):
                with pytest.raises(NdxpError) as caught:
                    client.request("GET", "/x")
                outcomes.append(caught.value)

        threads = [threading.Thread(target=ask) for _ in range(20)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert len(outcomes) == 1000
    assert sum(error.facts.attempts for error in outcomes) <= 60
    refused = [error for error in outcomes if isinstance(error, BackoffInForce)]
    assert len(refused) > 900
    assert all(error.sent == "no" and error.retry_after is not None for error in refused)


@pytest.mark.usefixtures("sockets_and_processes")
def test_a_thousand_tasks_against_a_dead_server_make_few_attempts() -> None:
    async def ask(client: AsyncClient) -> NdxpError:
        with pytest.raises(NdxpError) as caught:
            await client.request("GET", "/x")
        return caught.value

    async def main() -> list[NdxpError]:
        async with AsyncClient(f"http://127.0.0.1:{free_port()}", retry=QUICK) as client:
            return await asyncio.gather(*(ask(client) for _ in range(1000)))

    outcomes = asyncio.run(main())
    assert sum(error.facts.attempts for error in outcomes) <= 60


def test_a_server_that_comes_back_is_used_again(connect: Connect) -> None:
    with serving(*[hang_up] * 5, status(200)) as server:
        client = connect(server.url, retry=Retry(attempts=1, first_rest=3, longest_rest=3))
        for _ in range(5):
            with pytest.raises(ConnectionLost):
                client.request("GET", "/x")
        with pytest.raises(BackoffInForce) as caught:
            client.request("GET", "/x")
        time.sleep(caught.value.retry_after or 0)
        assert client.request("GET", "/x").status == 200
        assert client.request("GET", "/x").status == 200


def test_one_provider_that_is_down_leaves_the_others_alone(connect: Connect) -> None:
    def by_service(connection: Connection) -> None:
        if "/down/" in connection.target:
            hang_up(connection)
        else:
            connection.answer(200, b"{}", X_Road_Id=str(connection.field("x-road-id")))

    with serving(by_service) as server:
        client = connect(server.url, client=OWN, retry=Retry(attempts=1, first_rest=30))
        for _ in range(5):
            with pytest.raises(ConnectionLost):
                client.exchange.call("VN/GOV/G12/dkkd/down", "GET", "/x")
        with pytest.raises(BackoffInForce):
            client.exchange.call("VN/GOV/G12/dkkd/down", "GET", "/x")
        assert client.exchange.call("VN/GOV/G12/dkkd/up", "GET", "/x").status == 200


def test_a_refusal_says_nothing_about_the_health_of_a_server(connect: Connect) -> None:
    with serving(status(400)) as server:
        client = connect(server.url)
        for _ in range(10):
            with pytest.raises(RequestInvalid):
                client.request("GET", "/x")
        assert len(server.requests) == 10


@pytest.mark.parametrize("attempts", [1, 60, 1_100, 10**6])
def test_the_wait_stays_within_its_bound_after_however_many_attempts(attempts: int) -> None:
    policy = Retry(attempts=10**6, first_wait=0.001, longest_wait=2.0)
    assert 0 <= policy.wait(attempts) <= 2.0
    assert 0 < policy.rest(attempts + 5) <= policy.longest_rest
