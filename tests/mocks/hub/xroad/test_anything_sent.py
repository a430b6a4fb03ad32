"""Whatever is sent, the wire has an answer in one of its shapes. HUB_FUZZ is how many calls of each kind are made."""

import asyncio
import os
from typing import Any
from xml.etree import ElementTree as ET

from mocks.hub.xroad.soap_calls import OWNER, SERVER, message, soap_hub
from mocks.hub.xroad.worlds import CALL, CONSUMER, PROVIDER
from tools.properties import HealthCheck, example, given, settings
from tools.properties import st as some

MUCH = settings(max_examples=int(os.environ.get("HUB_FUZZ", "50")), suppress_health_check=list(HealthCheck))
MESSAGES = (
    message("echo", '<e:echo xmlns:e="http://echo.simulated.example">x</e:echo>', version="v1"),
    message("listMethods", "<xrd:listMethods/>"),
    message("getWsdl", "<xrd:getWsdl><xrd:serviceCode>echo</xrd:serviceCode></xrd:getWsdl>"),
    message(
        "getSecurityServerOperationalData",
        "<om:getSecurityServerOperationalData><om:searchCriteria><om:recordsFrom>0</om:recordsFrom>"
        "<om:recordsTo>1</om:recordsTo></om:searchCriteria></om:getSecurityServerOperationalData>",
        of=OWNER,
        server=SERVER,
    ),
    message("getSecurityServerHealthData", "<om:getSecurityServerHealthData/>", of=OWNER),
)
CALLED = soap_hub()
PIECES = (b"<", b">", b"</", b"&#0;", b"&x;", b"<!--", b"]]>", b"\xff\xfe", b'id:objectType="SERVER"', b"<x/>", b"")


def answer(
    method: str, path: bytes, headers: list[tuple[bytes, bytes]], body: bytes
) -> tuple[int, dict[str, str], bytes]:
    """Status, headers and body of one call of the wire, sent as it is."""
    started: list[dict[str, Any]] = []
    content = bytearray()
    received = [{"type": "http.request", "body": body, "more_body": False}]

    async def receive() -> Any:
        return received.pop() if received else {"type": "http.disconnect"}

    async def send(sent: Any) -> None:
        if sent["type"] == "http.response.start":
            started.append(sent)
        else:
            content.extend(sent["body"])

    raw, _, query = path.partition(b"?")
    scope = {"type": "http", "method": method, "path": "/", "raw_path": raw, "query_string": query, "headers": headers}
    asyncio.run(CALLED.application({**scope, "scheme": "http", "server": ("hub.example", 80)}, receive, send))
    named = {name.decode("latin-1"): value.decode("latin-1") for name, value in started[0]["headers"]}
    return started[0]["status"], named, bytes(content)


@MUCH
@given(
    sent=some.sampled_from(MESSAGES),
    cuts=some.lists(some.tuples(some.floats(0, 1), some.floats(0, 0.1), some.sampled_from(PIECES)), max_size=3),
    content_type=some.sampled_from(
        ["text/xml", "text/xml;charset=x", "multipart/related", "multipart/related;boundary=x"]
    ),
)
def test_soap_is_answered_by_soap(sent: str, cuts: list[tuple[float, float, bytes]], content_type: str) -> None:
    body = sent.encode()
    for place, length, piece in cuts:
        start = int(place * len(body))
        body = body[:start] + piece + body[start + int(length * len(body)) :]
    status, headers, content = answer("POST", b"/", [(b"content-type", content_type.encode())], body)
    assert status == 200
    if headers["content-type"].startswith("text/xml"):
        ET.fromstring(content)
    else:
        assert headers["content-type"].startswith("multipart/related")


HEADERS = ("x-road-client", "x-road-id", "x-road-security-server", "x-road-represented-party", "accept")
VALUES = some.one_of(
    some.binary(max_size=30), some.sampled_from([CONSUMER.encode(), SERVER.encode(), b"a/b", b"a/b/", b"%2", b"*/*"])
)


@MUCH
@given(
    segments=some.lists(
        some.sampled_from(["", ".", "..", "%2e", "%2F", "a", "a;b", "..;", "%25", "%zz", "|", "é"]), max_size=6
    ),
    headers=some.lists(some.tuples(some.sampled_from(HEADERS), VALUES), max_size=4),
    query=some.sampled_from(["", "?", "?a=b", "?//"]),
)
@example(segments=["", ""], headers=[("x-road-client", CONSUMER.encode())], query="")
def test_rest_is_answered_by_the_provider_or_by_an_error_with_its_code(
    segments: list[str], headers: list[tuple[str, bytes]], query: str
) -> None:
    path = "/".join((CALL, *segments)) + query
    pairs = [(name.encode(), value) for name, value in headers]
    status, named, content = answer("GET", path.encode("utf-8"), pairs, b"")
    if status == 200:
        assert (content, named["x-road-service"]) == (b'{"points":[]}', f"{PROVIDER}/points")
    elif status == 500:
        assert named["x-road-error"].startswith("server.")
        assert named["x-road-error"].encode() in content
    else:
        assert (status, "x-road-error" in named) == (400, False)
