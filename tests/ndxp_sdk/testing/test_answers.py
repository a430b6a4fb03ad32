"""What users give as answers of a provider: understood as they mean it, or refused with what to write instead."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import partial
from http import HTTPStatus
from typing import Any

import pydantic
import pytest
import respx

from ndxp_sdk.errors import UsageError
from ndxp_sdk.testing import InMemoryHub, ProviderAnswer
from ndxp_sdk.testing.respx import canned

HOUSEHOLDS = "VN/GOV/G12/register/households"


@dataclass
class Household:
    """As a user's program has one."""

    code: str
    since: date


class Model(pydantic.BaseModel):
    """The same as a model."""

    code: str = pydantic.Field(alias="Code")
    since: datetime


SINCE = datetime(2026, 1, 2, tzinfo=UTC)
VALUES: dict[str, tuple[Any, int, Any]] = {
    "mapping": ({"code": "H1"}, 200, {"code": "H1"}),
    "list": ([1, 2], 200, [1, 2]),
    "true": (True, 200, True),
    "number": (1.5, 200, 1.5),
    "nothing": (None, 204, None),
    "pair": ((404, {"title": "none"}), 404, {"title": "none"}),
    "status by name": ((HTTPStatus.CONFLICT, {"title": "none"}), 409, {"title": "none"}),
    "pair with headers": ((201, {"a": 1}, {"X-One": "1"}), 201, {"a": 1}),
    "pair with a list": ((200, [1]), 200, [1]),
    "pair without a body": ((404, None), 404, None),
    "pair of text": ((422, "no"), 422, "no"),
    "answer": (ProviderAnswer.json({"a": 1}, status=418), 418, {"a": 1}),
    "dataclass": (Household("H1", date(2026, 1, 2)), 200, {"code": "H1", "since": "2026-01-02"}),
    "model": (Model(Code="H1", since=SINCE), 200, {"Code": "H1", "since": "2026-01-02T00:00:00Z"}),
}


@pytest.fixture(scope="module")
def hub() -> Iterator[InMemoryHub]:
    with InMemoryHub() as made:
        yield made


def asked(hub: InMemoryHub) -> Any:
    return hub.client().exchange.call(HOUSEHOLDS, "GET", "/v1/x")


@pytest.mark.parametrize(("value", "status", "body"), VALUES.values(), ids=VALUES)
@pytest.mark.parametrize("is_handled", [False, True], ids=["value", "handler"])
def test_an_answer_is_what_its_writer_means(hub, value, status, body, is_handled) -> None:
    hub.provide(HOUSEHOLDS, {"GET /v1/x": (lambda _: value) if is_handled else value})
    answer = asked(hub)
    assert answer.status == status
    assert (answer.json() if answer.content else None) == body
    assert answer.media_type == ("application/json" if answer.content else "")


def test_headers_of_a_pair_are_sent(hub) -> None:
    hub.provide(HOUSEHOLDS, {"GET /v1/x": (200, b"<a/>", {"Content-Type": "text/xml", "X-One": "1"})})
    answer = asked(hub)
    assert (answer.content, answer.media_type, answer.headers.get("X-One")) == (b"<a/>", "text/xml", "1")


class Later:
    """A handler that is an object."""

    async def __call__(self, request: object) -> object:
        return 202, {"asked": type(request).__name__}


async def wait(status: int, request: object) -> object:
    return status, {"asked": type(request).__name__}


@pytest.mark.parametrize("handler", [Later(), partial(wait, 202)], ids=["object", "partial"])
def test_handlers_may_be_any_callables(hub, handler) -> None:
    hub.provide(HOUSEHOLDS, handler)
    answer = asked(hub)
    assert (answer.status, answer.json()) == (202, {"asked": "ProviderRequest"})


WRONG: dict[str, tuple[Any, str]] = {
    "number": (404, r"ProviderAnswer\(404\)"),
    "text": ("gone", r"ProviderAnswer.json\("),
    "bytes": (b"<a/>", "Content-Type"),
    "generator": ((each for each in "ab"), r"ProviderAnswer.json\(value, status=404\)"),
    "set": ({1, 2}, r"ProviderAnswer.json\(value, status=404\)"),
    "error": (ValueError("x"), "raise it in a handler"),
    "error class": (ValueError, "the class ValueError"),
    "class": (Household, "the class Household"),
    "as Flask writes it": (({"a": 1}, 404), r"\(status, value\)"),
    "pair of a truth": ((True, {}), r"\(status, value\)"),
    "one": ((404,), r"\(status, value\)"),
    "four": ((404, {}, {}, {}), r"\(status, value\)"),
    "no status": ((99, {}), "from 200 to 599, found 99"),
    "other headers": ((200, {}, "text/xml"), "headers are a mapping"),
    "headers of numbers": ((200, {}, {"X": 1}), "headers are a mapping"),
    "headers of two lines": ((200, {}, {"X": "a\r\nb"}), "headers are a mapping"),
    "no request": (lambda: {"code": "H1"}, "one argument"),
    "two arguments": (lambda _, __: {}, "one argument"),
    "not JSON": ({"when": SINCE}, "the value at /when is a datetime, which JSON does not have"),
    "pair in a pair": ((200, (404, {})), "tuple"),
}


@pytest.mark.parametrize(("value", "told"), WRONG.values(), ids=WRONG)
def test_what_is_no_answer_is_refused_where_it_stands(hub, value, told) -> None:
    with pytest.raises(UsageError, match=told) as caught:
        hub.provide(HOUSEHOLDS, {"GET /v1/x": value})
    assert "GET /v1/x" in caught.value.message


HANDED = {name: row for name, row in WRONG.items() if not callable(row[0])}


@pytest.mark.parametrize(("value", "told"), HANDED.values(), ids=HANDED)
def test_what_a_handler_gives_is_held_to_the_same(hub, value, told) -> None:
    hub.provide(HOUSEHOLDS, lambda _: value)
    with pytest.raises(UsageError, match=told):
        asked(hub)


@pytest.mark.parametrize(
    ("answers", "told"),
    [
        ({"GETX /x": {}}, "such as GET /x"),
        ({"get /x": {}}, "such as GET /x"),
        ({"PSOT /x": {}}, "such as POST /x"),
        ({"/x": {}}, "METHOD /path"),
        ({"GET": {}}, "METHOD /path"),
        ({"GET x": {}}, "METHOD /path"),
        ({"GET  /x": {}}, "METHOD /path"),
        ({"GET /x ": {}}, "METHOD /path"),
        ({"": {}}, "METHOD /path"),
        ({7: {}}, "METHOD /path"),
        ({("GET", "/x"): {}}, "METHOD /path"),
        ({"GET https://a.example/x": {}}, "METHOD /path"),
        ({"GET /x?limit=1": {}}, "request.query"),
        ({"GET /x/{}": {}}, "a name in braces"),
        ({"GET /x/{code:int}": {}}, "a name in braces"),
        ({"GET /x/{code": {}}, "stands for nothing"),
        ({"GET /x/<code>": {}}, "stands for nothing"),
        ({"GET /x/:code": {}}, "stands for nothing"),
        ({"GET /x/*": {}}, "stands for nothing"),
        ({"GET /x/{a}": {}, "GET /x/{b}": {}}, "fit the same requests"),
        (None, "a handler or a mapping"),
        ([{"GET /x": {}}], "a handler or a mapping"),
        ("GET /x", "a handler or a mapping"),
        (ProviderAnswer(200), "a handler or a mapping"),
    ],
)
def test_keys_that_no_request_fits_are_refused(hub, answers, told) -> None:
    with pytest.raises(UsageError, match=told):
        hub.provide(HOUSEHOLDS, answers)
    endpoint = hub.provide(HOUSEHOLDS, {})
    with pytest.raises(UsageError, match=told):
        endpoint.answers = answers


def test_a_key_is_written_as_people_write_paths(hub) -> None:
    hub.provide(HOUSEHOLDS, {"GET /hộ/{mã_số}": {"found": True}, "GET /v1/a%2Fb": (200, [])})
    call = hub.client().exchange.call
    assert call(HOUSEHOLDS, "GET", "/h%E1%BB%99/1").json() == {"found": True}
    assert call(HOUSEHOLDS, "GET", "/v1/a%2Fb").json() == []


@pytest.mark.parametrize(
    ("service", "options", "told"),
    [
        ("VN/GOV/G12/register", {}, "has 4 parts"),
        ("households", {}, "has 1 part"),
        (None, {}, "named by its id"),
        ("VN/GOV/G12/register/others", {"specification": "{}"}, "as a mapping or as bytes"),
        ("VN/GOV/G12/register/others", {"consumers": "VN/GOV/EXAMPLE/portal"}, "several systems"),
        (HOUSEHOLDS, {"version": "2.0.0"}, "there already, with version 1.0.0"),
        (HOUSEHOLDS, {"specification": {}}, "there already"),
        (HOUSEHOLDS, {"consumers": ["VN/GOV/EXAMPLE/stranger"]}, r"hub.grant\("),
    ],
)
def test_what_would_be_lost_without_a_word_is_refused(hub, service, options, told) -> None:
    hub.provide(HOUSEHOLDS, {})
    with pytest.raises(UsageError, match=told):
        hub.provide(service, {"GET /x": {}}, **options)
    with pytest.raises(UsageError, match="no address to push to"):
        hub.receive("portal.example/events", {})


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ({"name": "catalog.service.get"}, "did you mean catalog.services.get"),
        ({"json": (404, {"title": "x"})}, "status=404 as arguments"),
        ({"json": (each for each in "ab")}, "type generator"),
        ({"json": b"{}"}, "type bytes"),
        ({"json": {}, "values": {"id": "x"}}, "has no {id} in its path"),
        ({"json": {}, "base_url": "hub.example"}, "no base URL"),
    ],
)
def test_canned_answers_are_held_to_the_same(options, told) -> None:
    with respx.mock() as router, pytest.raises(UsageError, match=told):
        canned(router, **{"name": "catalog.services.get", **options})


def test_head_is_answered_as_get_would_be_without_its_body() -> None:
    with InMemoryHub() as hub:
        provided = hub.provide(
            HOUSEHOLDS, {"GET /v1/households/{code}": (203, {"code": "H1"}), "HEAD /v1/own": (206, "x")}
        )
        for path, status in (("/v1/households/H1", 203), ("/v1/own", 206), ("/v1/nothing", 404)):
            answer = hub.client().exchange.call(HOUSEHOLDS, "HEAD", path)
            assert (answer.status, answer.content) == (status, b"")
        assert [request.method for request in provided.requests] == ["HEAD"] * 3
