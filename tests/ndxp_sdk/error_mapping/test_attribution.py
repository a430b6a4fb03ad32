"""An answer in the X-Road dialect is the provider's only where a security server says so, and says so of this call."""

from collections.abc import Callable
from itertools import product
from typing import Any

import pytest

from ndxp_sdk import Retry
from ndxp_sdk.errors import IntegrityError, NdxpError, OutcomeUnknown, PayloadTooLarge, QuotaExceeded, UnexpectedAnswer
from ndxp_sdk.testing import InMemoryHub
from tools.servers import Connection, Script, serving

SERVICE = "VN/GOV/G12/register/households"
REQUEST_ID = "0b8f9a52-6d0e-4f7c-9c8e-1f2a3b4c5d6e"
Connect = Callable[..., Any]


def answering(status: int = 200, body: bytes = b'{"a": 1}', **changes: str | list[str] | None) -> Script:
    """As a security server: its four fields, changed as the test says; null takes one away, a list gives it twice."""

    def script(connection: Connection) -> None:
        marks: dict[str, Any] = {
            "X_Road_Id": connection.field("X-Road-Id"),
            "X_Road_Client": connection.field("X-Road-Client"),
            "X_Road_Service": SERVICE,
            "X_Road_Request_Id": REQUEST_ID,
        }
        lines = [f"HTTP/1.1 {status} X", "Content-Type: application/json"]
        lines += [f"Content-Length: {len(body)}"] if status not in {204, 304} else []
        for name, given in {**marks, **changes}.items():
            values = given if isinstance(given, list) else [given] if given is not None else []
            lines += [f"{name.replace('_', '-')}: {value}" for value in values]
        has_body = not connection.head.startswith(b"HEAD") and status not in {204, 304}
        connection.stream.sendall("\r\n".join([*lines, "", ""]).encode() + (body if has_body else b""))

    return script


BARE: dict[str, None] = dict.fromkeys(("X_Road_Id", "X_Road_Client", "X_Road_Service", "X_Road_Request_Id"))


def failing(client: Any, method: str = "GET", **options: Any) -> NdxpError:
    with pytest.raises(NdxpError) as caught:
        client.exchange.call(SERVICE, method, "/x", **options)
    return caught.value


def test_what_a_security_server_marks_is_the_providers_own(impatient: Connect, saying: Any) -> None:
    server, script = saying
    client = impatient(server.url)
    for method, status in product(("GET", "HEAD", "POST", "DELETE"), (200, 204, 302, 304, 403, 407, 429, 500, 503)):
        script.now = answering(status, Retry_After="1")
        answer = client.exchange.call(SERVICE, method, "/x")
        assert (answer.status, answer.origin, answer.ids.request_id) == (status, "provider", REQUEST_ID)
    assert len(server.requests) == 36  # none of them was repeated


@pytest.mark.parametrize("lacking", ["X_Road_Id", "all"])
def test_without_its_marks_it_is_something_in_between(impatient: Connect, saying: Any, lacking: str) -> None:
    server, script = saying
    client = impatient(server.url, retry=Retry(attempts=1))
    changes = BARE if lacking == "all" else {lacking: None}
    for method, status in product(("GET", "HEAD", "POST"), (200, 201, 204, 302, 304, 401, 403, 404, 409, 500)):
        script.now = answering(status, **changes)
        error = failing(client, method)
        assert (type(error), error.origin, error.status) == (UnexpectedAnswer, "network", status)
        assert "check the base URL" in str(error) or "redirects are not followed" in str(error)
        assert error.ids.message_id


@pytest.mark.parametrize("lacking", ["X_Road_Client", "X_Road_Service", "X_Road_Request_Id"])
def test_what_something_on_the_way_took_off_is_not_missed(impatient: Connect, saying: Any, lacking: str) -> None:
    server, script = saying
    script.now = answering(200, **{lacking: None})
    assert impatient(server.url).exchange.call(SERVICE, path="/x").json() == {"a": 1}


REFUSED: list[tuple[int, str, type[NdxpError], int]] = [
    (429, "GET", QuotaExceeded, 3),
    (429, "POST", QuotaExceeded, 3),
    (502, "GET", UnexpectedAnswer, 3),
    (503, "GET", UnexpectedAnswer, 3),
    (504, "GET", UnexpectedAnswer, 3),
    (503, "POST", UnexpectedAnswer, 1),
    (504, "POST", UnexpectedAnswer, 1),
    (413, "POST", PayloadTooLarge, 1),
    (200, "GET", UnexpectedAnswer, 1),
    (403, "GET", UnexpectedAnswer, 1),
]


def test_what_something_in_between_refuses_is_repeated_where_that_is_safe(impatient: Connect, saying: Any) -> None:
    server, script = saying
    client = impatient(server.url)
    for status, method, kind, tries in REFUSED:
        script.now = answering(status, b'{"message": "log in first"}', **BARE)
        error = failing(client, method)
        assert (type(error), error.origin, error.facts.attempts) == (kind, "network", tries)
    assert len(server.requests) == sum(tries for *_, tries in REFUSED)


FOREIGN: list[dict[str, Any]] = [
    {"X_Road_Id": "00000000-0000-4000-8000-000000000001"},
    {"X_Road_Id": ["00000000-0000-4000-8000-000000000001", "00000000-0000-4000-8000-000000000002"]},
    {"X_Road_Client": "VN/GOV/EXAMPLE/other"},
    {"X_Road_Client": "VN/GOV/EXAMPLE"},
    {"X_Road_Client": "vn/gov/example/portal"},
    {"X_Road_Service": "VN/GOV/G12/register/other"},
    {"X_Road_Service": ["VN/GOV/G12/register/other", "VN/GOV/G12/register"]},
    {"X_Road_Id": "00000000-0000-4000-8000-000000000001", "X_Road_Request_Id": None},
    {"X_Road_Id": "00000000-0000-4000-8000-000000000001", "X_Road_Client": None, "X_Road_Service": None},
]


@pytest.mark.parametrize("changes", FOREIGN, ids=str)
def test_the_answer_to_another_call_is_used_for_none(impatient: Connect, saying: Any, changes: dict[str, Any]) -> None:
    server, script = saying
    client, script.now = impatient(server.url), answering(**changes)
    for method in ("GET", "HEAD", "POST", "PUT", "DELETE", "PATCH"):
        kind = IntegrityError if method in {"GET", "HEAD"} else OutcomeUnknown
        error = failing(client, method, **({} if method in {"GET", "HEAD"} else {"json": {}}))
        assert (type(error), error.code, error.retryable) == (kind, "answer-foreign", False)
        assert "another one" in error.message
        assert ("transaction log" in error.message) is (kind is OutcomeUnknown)
    assert len(server.requests) == 6


@pytest.mark.parametrize("given", ["Hồ sơ 1", "a-b.c", "x%2Dy"])
def test_ids_are_compared_as_they_are_meant(impatient: Connect, saying: Any, given: str) -> None:
    server, script = saying
    client = impatient(server.url)
    for escape in (None, lambda text: "".join(f"%{each:02x}" for each in text.encode()), lambda text: text):
        script.now = spelling(given, escape)
        assert client.exchange.call(SERVICE, path="/x", message_id=given).json() == {"a": 1}


def spelling(given: str, escape: Callable[[str], str] | None) -> Script:
    """As servers with an escaper of their own."""

    def script(connection: Connection) -> None:
        told = str(connection.field("X-Road-Id")) if escape is None else escape(given)
        service = SERVICE.replace("register", "%72egister")
        answering(X_Road_Id=told, X_Road_Client="VN/GOV/EXAMPLE/%70ortal", X_Road_Service=service)(connection)

    return script


def test_the_service_may_name_itself_too(impatient: Connect, saying: Any) -> None:
    server, script = saying
    client = impatient(server.url)
    for services in (["own words", SERVICE], [SERVICE, "own words"], [f"own words, {SERVICE}"]):
        script.now = answering(X_Road_Service=services)
        assert client.exchange.call(SERVICE, path="/x").json() == {"a": 1}


def test_a_stream_is_judged_by_its_head(impatient: Connect, saying: Any) -> None:
    server, script = saying
    client = impatient(server.url)
    for wrong, kind in (
        (answering(**BARE), UnexpectedAnswer),
        (answering(302, **BARE, Location="/elsewhere"), UnexpectedAnswer),
        (answering(X_Road_Id="another"), IntegrityError),
    ):
        script.now = wrong
        with pytest.raises(kind):
            streamed(client)
        script.now = answering()
        assert streamed(client) == b'{"a": 1}'


def streamed(client: Any) -> bytes:
    """The whole of a stream, by whichever client."""
    if not hasattr(client, "_loop"):
        with client.exchange.stream(SERVICE, path="/x") as download:
            found: bytes = download.read()
            return found

    async def through() -> bytes:
        async with client._part.exchange.stream(SERVICE, path="/x") as download:
            whole: bytes = await download.read()
            return whole

    result: bytes = client._loop.run_until_complete(through())
    return result


@pytest.mark.parametrize("ask", ["list_methods", "allowed_methods", "openapi"])
def test_metaservices_of_a_provider_bear_the_marks_too(impatient: Connect, ask: str) -> None:
    with serving(answering(body=b'{"service": []}', **BARE)) as server:
        system = SERVICE if ask == "openapi" else SERVICE.rpartition("/")[0]
        with pytest.raises(UnexpectedAnswer):
            getattr(impatient(server.url).exchange, ask)(system)


@pytest.mark.parametrize("body", [b'{"message": "log in first"}', b"", b"<html><form></form></html>", b"hello"])
def test_what_a_security_server_hands_out_is_a_zip_and_nothing_else(
    impatient: Connect, saying: Any, body: bytes
) -> None:
    server, script = saying
    client, script.now = impatient(server.url), answering(body=body, **BARE)
    for ask in (lambda: client.exchange.asic("m-1"), client.exchange.verification_conf):
        with pytest.raises(UnexpectedAnswer) as caught:
            ask()
        assert (caught.value.origin, caught.value.status) == ("network", 200)


@pytest.mark.parametrize("profile", ["xroad-7.7", "xroad-7.8"])
def test_the_simulated_hub_sets_them_on_whatever_a_provider_answers(profile: Any) -> None:
    answers = {"GET /v1/a": {"a": 1}, "DELETE /v1/a": None}
    with InMemoryHub(profile=profile) as hub:
        hub.provide(SERVICE, answers)
        exchange = hub.client().exchange
        for method, path, status in (("GET", "/v1/a", 200), ("DELETE", "/v1/a", 204), ("GET", "/v1/none", 404)):
            answer = exchange.call(SERVICE, method, path)
            names = ("X-Road-Id", "X-Road-Client", "X-Road-Service", "X-Road-Request-Id")
            assert (answer.status, [name for name in names if not answer.headers.get(name)]) == (status, [])
        assert exchange.list_methods(SERVICE.rpartition("/")[0])
        assert exchange.list_clients()
