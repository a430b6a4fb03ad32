"""What goes onto the wire, byte by byte, and what comes off it."""

import asyncio
import gzip
import os
import sys
import threading
import time
import zlib
from collections.abc import Callable, Iterator
from typing import Any
from uuid import RFC_4122, UUID

import httpx
import pytest
import respx

from ndxp_sdk import AsyncClient, Client, Direct, Gateway, Retry, Secret, StaticToken, XRoad
from ndxp_sdk._http.request_id import new_id
from ndxp_sdk.errors import InvalidConfiguration, InvalidIdentifier, NdxpError, UnexpectedAnswer, UsageError
from tools.servers import Connection, Script, serving, status

Connect = Callable[..., Any]
CALL = "VN/GOV/G12/dkkd/enterprises"
OWN = "VN/GOV/G22/mot-cua"


def compressed(body: bytes, coding: str) -> Script:
    return lambda connection: connection.answer(200, body, Content_Encoding=coding)


@pytest.mark.parametrize(
    ("path", "options", "target"),
    [
        ("/a", {}, "/base/a"),
        ("/a?x=1", {"query": {"y": "2"}}, "/base/a?x=1&y=2"),
        ("/a%2Fb%3B", {}, "/base/a%2Fb%3B"),
        ("/a", {"query": [("q", "doanh nghiệp"), ("q", "a&b=c")]}, "/base/a?q=doanh%20nghi%E1%BB%87p&q=a%26b%3Dc"),
        ("/a/{id}", {"values": {"id": "x/y?z#ế"}}, "/base/a/x%2Fy%3Fz%23%E1%BA%BF"),
        ("/a/{id}:publish", {"values": {"id": "VN:GOV:G12:dkkd:e"}}, "/base/a/VN:GOV:G12:dkkd:e:publish"),
        ("/đường", {}, "/base/%C4%91%C6%B0%E1%BB%9Dng"),
        ("//double//slash/", {}, "/base//double//slash/"),
    ],
)
def test_targets_reach_the_wire_as_they_are_meant(
    connect: Connect, path: str, options: dict[str, Any], target: str
) -> None:
    with serving() as server:
        connect(f"{server.url}/base/").request("GET", path, **options)
        assert server.requests[0].target == target


@pytest.mark.parametrize("path", ["/a/../b", "/./a", "/a/%2e%2e/b", "/a\r\nX: y", "/a#b", "/a%zz", "/a\\b"])
def test_paths_that_would_change_on_their_way_are_refused(connect: Connect, path: str) -> None:
    with serving() as server:
        with pytest.raises(UsageError):
            connect(server.url).request("GET", path)
        assert server.requests == []


@pytest.mark.parametrize("value", ["", ".", ".."])
def test_values_that_a_path_would_lose_are_refused(connect: Connect, value: str) -> None:
    with serving() as server:
        with pytest.raises(InvalidIdentifier):
            connect(server.url).request("GET", "/a/{id}", values={"id": value})
        with pytest.raises(UsageError, match="no value"):
            connect(server.url).request("GET", "/a/{id}/{other}", values={"id": "1"})
        assert server.requests == []


@pytest.mark.parametrize("headers", [{"X-A": "b\r\nX-C: d"}, {"X-A": "đ"}, {"X-A": "a\x00b"}, {"X-A": "a\tb\x7f"}])
def test_headers_that_http_does_not_carry_are_refused(connect: Connect, headers: dict[str, str]) -> None:
    with serving() as server:
        with pytest.raises(UsageError) as caught:
            connect(server.url).request("GET", "/a", headers=headers)
        assert (server.requests, headers["X-A"] in str(caught.value)) == ([], False)
        for options in ({"headers": {"X-đ": "a"}}, {"content": b"", "media_type": "text/plain\r\nX-C: d"}):
            with pytest.raises(UsageError):
                connect(server.url).request("POST", "/a", **options)
        assert (server.requests, server.connections) == ([], 0)


def test_own_apis_get_a_correlation_id_and_exchange_gets_a_message_id(connect: Connect) -> None:
    def answer(connection: Connection) -> None:
        connection.answer(200, b"{}", X_Road_Id=str(connection.field("x-road-id")))

    with serving(answer) as server:
        client = connect(server.url, client=OWN)
        client.request("GET", "/a", headers={"Accept": "text/csv", "x-b": "c"})
        client.exchange.call(CALL, "GET", "/v1/{code}", values={"code": "0106001236"}, user_id="VN1", issue="H1")
        own, exchange = server.requests
        assert str(own.field("X-Correlation-Id"))[14] == "7"
        assert (own.field("Accept"), own.field("X-B"), own.field("X-Road-Id")) == ("text/csv", "c", None)
        assert own.head.lower().count(b"\r\naccept:") == own.head.lower().count(b"\r\nhost:") == 1
        assert (exchange.target, exchange.field("X-Road-Client")) == (f"/r1/{CALL}/v1/0106001236", OWN)
        assert (exchange.field("X-Road-UserId"), exchange.field("X-Road-Issue")) == ("VN1", "H1")
        assert (str(exchange.field("X-Road-Id"))[14], exchange.field("X-Correlation-Id")) == ("7", None)
        assert str(own.field("User-Agent")).startswith("ndxp-sdk/")


def test_redirects_are_not_followed_and_cookies_not_kept(connect: Connect) -> None:
    with serving(status(302, Location="/elsewhere", Set_Cookie="a=b"), status(200)) as server:
        client = connect(server.url)
        with pytest.raises(NdxpError) as caught:
            client.request("GET", "/x")
        assert caught.value.status == 302
        client.request("GET", "/y")
        assert [request.target for request in server.requests] == ["/x", "/y"]
        assert server.requests[1].field("Cookie") is None


BODY = b'{"a": "%s"}' % (b"x" * 300_000)
BARE = zlib.compressobj(wbits=-15)


@pytest.mark.parametrize(
    ("coding", "sent"),
    [
        ("gzip", gzip.compress(BODY)),
        ("x-gzip", gzip.compress(BODY[:100]) + gzip.compress(BODY[100:])),
        ("deflate", zlib.compress(BODY)),
        ("deflate", BARE.compress(BODY) + BARE.flush()),
        ("identity", BODY),
    ],
)
def test_what_was_compressed_is_handed_on_as_it_was(connect: Connect, coding: str, sent: bytes) -> None:
    with serving(compressed(sent, coding)) as server:
        assert connect(server.url).request("GET", "/x").content == BODY


@pytest.mark.parametrize(
    ("coding", "sent", "code"),
    [
        ("gzip", b"not gzip", "coding-broken"),
        ("gzip", gzip.compress(BODY)[:-10], "coding-broken"),
        ("br", b"x", "coding-unknown"),
    ],
)
def test_a_broken_coding_is_no_answer(connect: Connect, coding: str, sent: bytes, code: str) -> None:
    with serving(compressed(sent, coding)) as server:
        with pytest.raises(UnexpectedAnswer) as caught:
            connect(server.url).request("POST", "/x")
        assert caught.value.code == code


def test_a_small_body_that_grows_without_end_meets_the_limit(connect: Connect) -> None:
    bomb = compressed(gzip.compress(b"0" * 100_000_000, 1), "gzip")
    with serving(bomb) as server, pytest.raises(UnexpectedAnswer, match="the limit"):
        connect(server.url).request("GET", "/x")


def test_a_credential_is_sent_to_the_hub_and_never_through_x_road_to_a_provider(connect: Connect) -> None:
    def answer(connection: Connection) -> None:
        connection.answer(200, b"{}", X_Road_Id=str(connection.field("x-road-id")))

    with serving(answer) as server:
        credential = StaticToken(Secret("planted"))
        for dialect in (XRoad(), Direct(token_path="/token"), Gateway()):
            client = connect(server.url, client=OWN, credential=credential, dialect=dialect)
            client.request("GET", "/x")
            client.exchange.call(CALL, "GET", "/v1")
        seen = [request.field("Authorization") for request in server.requests]
        assert seen == ["Bearer planted", None, *["Bearer planted"] * 4]


@pytest.mark.usefixtures("sockets_and_processes")
def test_large_bodies_go_and_come_in_pieces() -> None:
    def mirror(connection: Connection) -> None:
        connection.answer(200, connection.body, X_Road_Id=str(connection.field("x-road-id")))

    def pieces() -> Iterator[bytes]:
        yield from (b"a" * 70_000, b"b" * 70_000)

    with serving(mirror) as server, Client(server.url, client=OWN) as client:
        options: dict[str, Any] = {"content": pieces, "headers": {"X-Length": "1"}}
        with client.exchange.stream(CALL, "PUT", "/v1/x", **options) as download:
            got = b"".join(download.iter_bytes())
        assert server.requests[0].field("Transfer-Encoding") == "chunked"
        assert download.status == 200
        assert b"a" * 1000 in got or got == b""


@pytest.mark.usefixtures("sockets_and_processes")
def test_a_forked_process_does_not_write_into_the_connections_of_its_parent() -> None:
    if not hasattr(os, "fork") or sys.platform == "win32":
        pytest.skip("no fork here")
    with serving() as server, Client(server.url) as client:
        client.request("GET", "/parent")
        child = os.fork()
        if child == 0:
            status_ = client.request("GET", "/child").status
            os._exit(0 if status_ == 200 else 1)
        assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
        client.request("GET", "/parent")
        assert server.connections == 2


def test_connections_are_used_again(connect: Connect) -> None:
    with serving() as server:
        client = connect(server.url)
        for _ in range(5):
            client.request("GET", "/x")
        assert (len(server.requests), server.connections) == (5, 1)


def test_a_connection_that_the_server_ended_meanwhile_is_not_used_again(connect: Connect) -> None:
    ended = threading.Event()

    def answer_and_end(connection: Connection) -> None:
        connection.answer()
        connection.stream.close()
        ended.set()

    with serving(answer_and_end, status(200)) as server:
        client = connect(server.url)
        assert client.request("POST", "/x").status == 200
        assert ended.wait(600)
        assert client.request("POST", "/x").status == 200


def test_a_transport_in_memory_takes_the_place_of_the_network() -> None:
    seen: list[httpx.Request] = []

    def handle(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        if request.url.path == "/refused":
            raise httpx.ConnectError("no")
        return httpx.Response(200, content=b"ok")

    with Client("https://hub.example:8443", transport=httpx.MockTransport(handle)) as client:
        assert client.request("POST", "/a%2Fb", json={"a": 1}).content == b"ok"
        assert (seen[0].url.raw_path, seen[0].headers["Host"]) == (b"/a%2Fb", "hub.example:8443")
        assert seen[0].read() == b'{"a":1}'
        with pytest.raises(NdxpError) as caught:
            client.with_options(retry=Retry(attempts=1)).request("GET", "/refused")
        assert caught.value.sent == "no"


def test_an_application_in_memory_takes_the_place_of_the_network() -> None:
    async def application(scope: Any, receive: Any, send: Any) -> None:
        del receive
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": scope["raw_path"]})

    async def main() -> bytes:
        transport = httpx.ASGITransport(application)
        async with AsyncClient("http://hub.example", transport=transport) as client:
            return (await client.request("GET", "/a%2Fb")).content

    assert asyncio.run(main()) == b"/a%2Fb"


@pytest.mark.parametrize(
    "url",
    [
        "hub.example",
        "ftp://hub.example",
        "https://",
        "https://user:planted@hub.example",
        "https://h:p",
        "https://h?a=b",
        f"https://{'h' * 64}.example",
        "https://hub..example",
    ],
)
def test_an_address_that_is_none_is_refused_without_repeating_it(connect: Connect, url: str) -> None:
    with pytest.raises(InvalidConfiguration) as caught:
        connect(url)
    assert "planted" not in str(caught.value)


def test_a_hub_with_an_international_name_and_one_with_an_ipv6_address() -> None:
    hosts: list[str] = []

    def handle(request: httpx.Request) -> httpx.Response:
        hosts.append(request.headers["Host"])
        return httpx.Response(200)

    for url in ("https://dữ-liệu.example", "http://[::1]:8080"):
        with Client(url, transport=httpx.MockTransport(handle)) as client:
            client.request("GET", "/")
    assert hosts == ["dữ-liệu.example".encode("idna").decode(), "[::1]:8080"]


def test_routes_of_respx_catch_both_clients() -> None:
    async def ask() -> bytes:
        async with AsyncClient("https://hub.example") as client:
            return (await client.request("GET", "/a")).content

    with respx.mock() as router:
        router.get("https://hub.example/a").mock(return_value=httpx.Response(200, content=b"routed"))
        with Client("https://hub.example") as client:
            assert client.request("GET", "/a").content == b"routed"
        assert asyncio.run(ask()) == b"routed"


def test_ids_are_uuids_of_version_7_and_sort_by_time() -> None:
    made = [UUID(new_id()) for _ in range(200)]
    assert {(each.version, each.variant) for each in made} == {(7, RFC_4122)}
    assert len(set(made)) == 200
    stamps = [each.int >> 80 for each in made]
    assert stamps == sorted(stamps)
    assert abs(stamps[0] / 1000 - time.time()) < 60
