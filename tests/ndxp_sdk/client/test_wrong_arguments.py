"""Every public method of both clients, with arguments of every wrong kind: what comes is one of our errors.

A few of them each time; `NDXP_WRONG_ARGUMENTS=all` takes all, with every value.
"""

import asyncio
import inspect
import os
import random
import uuid
from collections.abc import Callable, Iterator
from contextlib import AbstractAsyncContextManager, AbstractContextManager
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from functools import cache
from typing import Any, Final, get_args, get_overloads, is_typeddict

import httpx
import pytest

from ndxp_sdk import AsyncClient, Client, Direct, Retry, Secret, StaticToken
from ndxp_sdk._concurrency.lazy import lazy_property
from ndxp_sdk.errors import NdxpError, UsageError
from tools.servers import Connection, hang_up, serving, status

Connect = Callable[..., Any]
SEED: Final = 2026
ALL: Final = os.environ.get("NDXP_WRONG_ARGUMENTS") == "all"


class Kind(Enum):
    """An enumeration of somebody else."""

    ONE = 1


def circle() -> list[Any]:
    """A list that holds itself."""
    found: list[Any] = []
    found.append(found)
    return found


@cache
def deep() -> Any:
    """Lists in lists, deeper than any recursion goes."""
    found: Any = 1
    for _ in range(200_000):
        found = [found]
    return found


WRONG: Final[dict[str, Callable[[], Any]]] = {
    "none": lambda: None,
    "true": lambda: True,
    "int": lambda: 5,
    "big": lambda: 10**5000,
    "float": lambda: 2.5,
    "nan": lambda: float("nan"),
    "bytes": lambda: b"\xff\x00",
    "empty": lambda: "",
    "surrogate": lambda: "\ud800",
    "lines": lambda: "a\r\nX: b",
    "list": lambda: ["a", 1, None],
    "tuple": lambda: (1, 2, 3),
    "pairs": lambda: [("a", 1)],
    "mapping": lambda: {"a": 1},
    "keys": lambda: {1: "a", None: "b"},
    "set": lambda: {"a"},
    "object": object,
    "class": lambda: int,
    "function": lambda: len,
    "generator": lambda: (each for each in ("a", "b")),
    "date": lambda: date(2026, 1, 1),
    "naive": lambda: datetime(2026, 1, 1),  # noqa: DTZ001 - because it is wrong
    "decimal": lambda: Decimal("1.5"),
    "enum": lambda: Kind.ONE,
    "uuid": lambda: uuid.UUID(int=5),
    "circle": circle,
    "deep": deep,
}
GOOD: Final[dict[str, Any]] = {
    "service": "VN/GOV/G12/dkkd/enterprises",
    "system": "VN/GOV/G12/dkkd",
    "client": "VN/GOV/G22/mot-cua",
    "organization": "VN/GOV/G22",
    "consumer": "VN/GOV/G22/mot-cua",
    "recipient": "VN/GOV/G12/dkkd",
    "version": "1.0.0",
    "method": "GET",
    "path": "/x",
    "content": b"{}",
    "part": 1,
    "number": 1,
    "limit": 5,
    "scopes": ["exchange"],
    "files": [],
    "directory": "nowhere",
    "outcome": "accepted",
    "if_match": '"1"',
    "reason": "x",
    "date": date(2026, 11, 21),
    "from_": date(2026, 11, 1),
    "to": date(2026, 11, 2),
}
# What takes whatever it is given, closes, or is only for parts of the package.
LEFT_OUT: Final = {"close", "aclose", "raw", "perform", "from_profile"}


def named_parts(part: Any, name: str = "client") -> Iterator[tuple[str, Any]]:
    """A client and all that hangs on it."""
    yield name, part
    for attribute, found in vars(type(part)).items():
        if isinstance(found, lazy_property):
            yield from named_parts(getattr(part, attribute), f"{name}.{attribute}")
    if hasattr(part, "service"):
        yield f"{name}.service()", part.service(GOOD["service"])
        yield f"{name}.service().operation()", part.service(GOOD["service"]).operation("GET /x")


def options_of(method: Any, parameter: inspect.Parameter) -> Iterator[str]:
    """The names that a method takes as options."""
    for each in get_overloads(method) or [method]:
        for found in get_args(each.__annotations__.get(parameter.name)):
            if is_typeddict(found):
                yield from found.__annotations__


def places(client: Any) -> Iterator[tuple[str, Callable[..., Any], str, list[str]]]:
    """Each argument of each method: the method's name, the method, the argument, and what else it needs."""
    for name, part in named_parts(client):
        for attribute in dir(type(part)):
            method = getattr(type(part), attribute)
            if (attribute.startswith("_") and attribute != "__call__") or attribute in LEFT_OUT or not callable(method):
                continue
            parameters = list(inspect.signature(method).parameters.values())[1:]
            plain = [each for each in parameters if each.kind is not inspect.Parameter.VAR_KEYWORD]
            needed = [each.name for each in plain if each.default is inspect.Parameter.empty]
            extra = [option for each in parameters if each not in plain for option in options_of(method, each)]
            for argument in [*(each.name for each in plain), *dict.fromkeys(extra)]:
                yield f"{name}.{attribute}", getattr(part, attribute), argument, needed


def used(result: Any) -> Any:
    """What came, to its end."""
    if isinstance(result, AbstractContextManager):
        with result as found:
            return found
    return list(result) if hasattr(result, "iter_pages") else result


async def awaited(result: Any) -> Any:
    """The same for tasks."""
    if isinstance(result, AbstractAsyncContextManager):
        async with result as found:
            return found
    if inspect.isawaitable(result):
        return await result
    return [each async for each in result] if hasattr(result, "iter_pages") else result


Case = tuple[str, Callable[..., Any], str, dict[str, Any]]


def cases(client: Any, share: float) -> Iterator[Case]:
    """Calls with one wrong argument each; `share` of all that there are, always the same ones."""
    chosen = random.Random(SEED)
    for name, method, argument, needed in places(client):
        for kind, make in WRONG.items():
            if chosen.random() < share:
                given = {each: GOOD.get(each, "x") for each in needed}
                yield f"{name}({argument}: {kind})", method, argument, {**given, argument: make()}


def missing(request: httpx.Request) -> httpx.Response:
    """What a hub says to everything that does get through."""
    problem = {"type": "t", "title": "t", "status": 404, "code": "not-found", "origin": "platform", "retryable": False}
    return httpx.Response(404, json=problem, headers={"X-Road-Id": request.headers.get("x-road-id", "none")})


SETTINGS: Final[dict[str, Any]] = {
    "client": "VN/GOV/G22/mot-cua",
    "credential": StaticToken(Secret("t")),
    "transport": httpx.MockTransport(missing),
    "retry": Retry(attempts=1),
}
SHARE: Final = 1.0 if ALL else 0.04


def foreign(told: str, error: Exception) -> str:
    return f"{told}: {type(error).__name__}"


@pytest.mark.filterwarnings("ignore::ndxp_sdk.IdentifierWarning")
def test_a_wrong_argument_of_the_client_for_threads_is_one_of_our_errors() -> None:
    found, count = [], 0
    with Client("https://hub.example", **SETTINGS) as client:
        for told, method, _, given in cases(client, SHARE):
            count += 1
            try:
                used(method(**given))
            except NdxpError:
                continue
            except Exception as error:  # noqa: BLE001 - because that is the question
                found.append(foreign(told, error))
    assert (found, count > 400) == ([], True)


@pytest.mark.filterwarnings("ignore::ndxp_sdk.IdentifierWarning")
def test_a_wrong_argument_of_the_client_for_tasks_is_one_of_our_errors() -> None:
    async def asked() -> tuple[list[str], int]:
        found, count = [], 0
        async with AsyncClient("https://hub.example", **SETTINGS) as client:
            for told, method, _, given in cases(client, SHARE):
                count += 1
                try:
                    await awaited(method(**given))
                except NdxpError:
                    continue
                except Exception as error:  # noqa: BLE001 - the same
                    found.append(foreign(told, error))
        return found, count

    found, count = asyncio.run(asked())
    assert (found, count > 400) == ([], True)


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ({"query": {"limit": 10}}, "query: the value of 'limit' is an int, text is expected: str(value)"),
        ({"query": [("limit", None)]}, "query: the value of 'limit' is None, text is expected: leave it out"),
        ({"query": {"a": ["1", "2"]}}, "several values are several pairs: [('a', '…'), ('a', '…')]"),
        ({"query": {"since": date(2026, 1, 1)}}, "'since' is a date, text is expected: value.isoformat()"),
        ({"query": {"on": True}}, "'on' is a bool, text is expected: 'true' or 'false'"),
        ({"query": {1: "a"}}, "query: a name is an int"),
        ({"query": "a=1"}, "query is a str, a mapping or a list of pairs of texts is expected"),
        ({"query": ["ab", "cd"]}, "query is a list"),
        ({"query": (each for each in (("a", "b"),))}, "query is a generator"),
        ({"values": {"code": 1}}, "values: the value of 'code' is an int"),
        ({"values": {"cod": "1"}}, "has no value for 'code'; values has cod"),
        ({"values": {"code": "1", "cods": "2"}}, "the path has no cods; did you mean code?"),
        ({"values": [("code", "1")]}, "values is a list, a mapping of texts is expected"),
        ({"headers": {"X-Page": 1}}, "headers: the value of 'X-Page' is an int"),
        ({"headers": {"X-Page": b"1"}}, "'X-Page' is a bytes, text is expected: value.decode()"),
        ({"headers": {"X-Page": "1\r\nX-Other: 2"}}, "the value of the header X-Page is not printable ASCII"),
        ({"headers": {"X-Page": " 1"}}, "the value of the header X-Page begins or ends with a space"),
        ({"headers": {"X Page": "1"}}, "the header name 'X Page' holds a character"),
        ({"json": {"a": {"b": [date(2026, 1, 1)]}}}, "json: the value at /a/b/0 is a date"),
        ({"json": {"a": Decimal("1.5")}}, "json: the value at /a is a Decimal"),
        ({"json": [float("nan")]}, "json: the value at /0 is nan, which JSON does not have"),
        ({"json": {"a": {1: "b"}}}, "json: the value at /a has a key that is an int"),
        ({"json": {"a": "\ud800"}}, "json: the value at /a holds half a character"),
        ({"json": {"a": {"\ud800": 1}}}, "json: the value at /a has a key that holds half a character"),
        ({"json": circle()}, "json: the value at /0 holds itself"),
        ({"json": deep()}, "levels below it"),
        ({"json": {}, "content": b""}, "json and content are both given"),
        ({"content": "text"}, "content is a str, bytes are expected"),
        ({"content": (each for each in (b"a",))}, "content is a generator, bytes are expected, or a function"),
        ({"content": len}, "a function that wants arguments"),
        ({"content": lambda: ["a"]}, "content gives a piece that is a str"),
        ({"content": lambda: "text"}, "content gives a str"),
        ({"params": {"a": "b"}}, "call has no params=; did you mean query=?"),
        ({"qeury": {"a": "b"}}, "call has no qeury=; did you mean query=?"),
        ({"timeout": 5}, "call has no timeout=; say client.with_options(timeout=Timeout(total=5))"),
    ],
)
def test_an_error_names_the_argument_its_key_and_the_way(connect: Connect, options: dict[str, Any], told: str) -> None:
    path = "/x/{code}" if "values" in options else "/x"
    with serving(status(200)) as server:
        client = connect(server.url, client="VN/GOV/G22/mot-cua", dialect=Direct())
        for call in (
            lambda: client.exchange.call("VN/GOV/G12/dkkd/enterprises", "POST", path, **options),
            lambda: client.request("POST", path, **options),
        ):
            with pytest.raises(UsageError) as caught:
                call()
            assert told.removeprefix("call") in caught.value.message


@pytest.mark.parametrize("path", ["http://service.example/v1/items", "HTTPS://service.example/v1?a=b", "xroad://x"])
def test_a_whole_address_is_no_path(connect: Connect, path: str) -> None:
    client = connect("http://127.0.0.1:9", client="VN/GOV/G22/mot-cua")
    for call in (lambda: client.request("GET", path), lambda: client.exchange.call("VN/GOV/G1/a/b", "GET", path)):
        with pytest.raises(UsageError, match="the path is a whole address"):
            call()


def test_values_for_a_path_without_braces_are_not_dropped_in_silence(connect: Connect) -> None:
    client = connect("http://127.0.0.1:9", client="VN/GOV/G22/mot-cua")
    with pytest.raises(UsageError, match="the path has no code"):
        client.exchange.call("VN/GOV/G12/dkkd/enterprises", "GET", "/x", values={"code": "1"})


def test_a_number_that_may_be_a_citizens_is_never_repeated(connect: Connect) -> None:
    client = connect("http://127.0.0.1:9", client="VN/GOV/G22/mot-cua")
    for options in ({"query": {"id": 40180001234}}, {"json": {"id": {40180001234}}}, {"values": {"id": 40180001234}}):
        with pytest.raises(UsageError) as caught:
            client.exchange.call("VN/GOV/G12/dkkd/enterprises", "POST", "/{id}", **options)
        assert "40180001234" not in str(caught.value)


@pytest.mark.parametrize("method", [None, 5, "", "GET /x HTTP/1.1\r\nX: y\r\n\r\nGET", "FETCH"])
def test_a_method_is_one_that_gateways_carry(connect: Connect, method: Any) -> None:
    client = connect("http://127.0.0.1:9", client="VN/GOV/G22/mot-cua")
    for call in (lambda: client.request(method, "/x"), lambda: client.exchange.call("VN/GOV/G1/a/b", method, "/x")):
        with pytest.raises(UsageError, match="method"):
            call()


@pytest.mark.parametrize("name", ["Content-Length", "Transfer-Encoding", "Host", "X-Correlation-Id"])
def test_a_free_request_does_not_frame_itself(connect: Connect, name: str) -> None:
    with serving() as server, pytest.raises(UsageError, match=f"{name} is not the caller's to set"):
        connect(server.url).request("POST", "/x", headers={name: "5"}, content=b"12345678")


def test_the_media_type_of_json_may_be_a_narrower_one(connect: Connect) -> None:
    with serving(status(200)) as server:
        client = connect(server.url, client="VN/GOV/G22/mot-cua", dialect=Direct())
        client.request("PATCH", "/x", json={}, media_type="application/merge-patch+json")
        client.exchange.call("VN/GOV/G12/dkkd/x", "PATCH", "/x", json={}, media_type="application/merge-patch+json")
        assert {request.field("Content-Type") for request in server.requests} == {"application/merge-patch+json"}


def test_a_body_that_was_read_already_is_not_sent_as_an_empty_one(connect: Connect) -> None:
    pieces = (each for each in (b"a", b"b"))
    with serving(hang_up, status(200)) as server:
        client = connect(server.url, client="VN/GOV/G22/mot-cua", dialect=Direct())
        for _ in range(2):  # once as a second try, once as a second call
            with pytest.raises(NdxpError, match="read already"):
                client.exchange.call("VN/GOV/G12/dkkd/x", "PUT", "/x", content=lambda: pieces)
        assert len(server.requests) == 1


def test_pieces_of_either_kind_go_through_either_client(connect: Connect) -> None:
    with serving(status(200)) as server:
        client = connect(server.url, client="VN/GOV/G22/mot-cua", dialect=Direct())
        client.exchange.call("VN/GOV/G12/dkkd/x", "PUT", "/x", content=lambda: iter([b"a", b"b"]))
        assert server.requests[0].field("Transfer-Encoding") == "chunked"


def test_the_headers_of_an_answer_are_a_mapping(connect: Connect) -> None:
    def answer(connection: Connection) -> None:
        body = b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nVia: 1.1 a\r\nvia: 1.1 b\r\nContent-Length: 2\r\n\r\nok"
        connection.stream.sendall(body)

    with serving(answer) as server:
        client = connect(server.url, client="VN/GOV/G22/mot-cua", dialect=Direct())
        found = client.exchange.call("VN/GOV/G12/dkkd/x", "GET", "/x")
        raw = client.raw(client._part.request if hasattr(client, "_part") else client.request, "GET", "/x")
        for headers in (found.headers, raw.headers, raw.result.headers):
            assert headers["content-TYPE"] == "text/plain"
            assert headers.get("X-Missing") is None
            assert headers.get("X-Missing", "none") == "none"
            assert ("VIA" in headers, "X-Missing" in headers, 5 in headers, "Tên ộ" in headers) == (
                True,
                False,
                False,
                False,
            )
            assert list(headers) == list(headers.keys()) == ["Content-Type", "Via", "Content-Length"]
            assert (
                dict(headers)
                == dict(headers.items())
                == {"Content-Type": "text/plain", "Via": "1.1 a", "Content-Length": "2"}
            )
            assert headers.get_list("Via") == ("1.1 a", "1.1 b")
            assert headers.multi_items()[2] == ("via", "1.1 b")
            assert len(headers) == 3
            with pytest.raises(KeyError):
                headers["X-Missing"]
        assert [(each.status_code, each.ok) for each in (found, raw, raw.result)] == [(200, True)] * 3
        assert (found.status, found.is_success) == (200, True)
