"""Headers of answers: as documented, as HTTP defines them, and the ids that come back."""

import re
from email.utils import parsedate_to_datetime
from typing import Any

import pytest

from mocks.openapi.asking import Asking, answering, document
from ndxp_mocks.openapi.messages import Request


def headed(name: str, schema: Any, **header: Any) -> Asking:
    """A read whose answer documents one header."""
    item = answering({"type": "string", "minLength": 3000})
    item["get"]["responses"]["200"]["headers"] = {name: {"required": True, "schema": schema, **header}}
    return Asking(document({"/a": item}))


LONGER = "max-age=63072000; includeSubDomains; preload"
FIXED = (("strict-transport-security", "max-age=31536000; includeSubDomains"),)


@pytest.mark.parametrize(
    ("header", "value"),
    [
        ({"schema": {"type": "string", "example": LONGER}}, LONGER),
        ({"schema": {"const": LONGER}}, LONGER),
        ({"schema": {"type": "string", "examples": [LONGER]}}, LONGER),
        ({"example": LONGER, "schema": {"type": "string"}}, LONGER),
        ({"content": {"text/plain": {"schema": {"const": LONGER}}}, "schema": True}, LONGER),
        ({"schema": {"type": "string"}}, "max-age=31536000; includeSubDomains"),
        ({"schema": {"type": "string", "pattern": "preload", "example": "max-age=1"}}, None),
    ],
)
def test_a_documented_header_stands_in_place_of_the_usual_one(header: Any, value: str | None) -> None:
    platform = headed("Strict-Transport-Security", **header).platform
    reply = platform.reply(Request("GET", "/a", (), ()), FIXED)
    sent = [found for name, found in reply.headers if name.lower() == "strict-transport-security"]
    assert len(sent) == 1
    assert sent == [value] if value else "preload" in sent[0]


def test_a_header_that_http_defines_has_a_value_of_its_form() -> None:
    for name in ("Last-Modified", "Expires", "Sunset"):
        assert parsedate_to_datetime(headed(name, {"type": "string"}).get("/a").header(name) or "").tzinfo is not None
    assert headed("Retry-After", {"type": "string"}).get("/a").header("Retry-After") == "60"
    assert headed("Retry-After", {"type": "integer", "minimum": 90}).get("/a").header("Retry-After") != "60"
    assert headed("Location", {"type": "string", "pattern": "^/"}).get("/a").header("Location") == "/mo-phong/1"
    assert headed("Upgrade", {"type": "string"}).get("/a").header("Upgrade") is None


@pytest.mark.parametrize(
    ("schema", "form"),
    [
        ({"type": "string", "pattern": '^W/"[0-9]+"$'}, r'W/"[0-9]+"'),
        ({"type": "string", "pattern": '^"v[0-9]+"$'}, r'"v[0-9]+"'),
        ({"type": "string", "example": '"abc"'}, r'"[0-9a-f]{24}"'),
        ({"type": "integer"}, r'"[0-9a-f]{24}"'),
    ],
)
def test_an_entity_tag_is_of_the_documented_form(schema: Any, form: str) -> None:
    asking = headed("ETag", schema)
    tag = asking.get("/a").header("ETag") or ""
    assert re.fullmatch(form, tag)
    again = asking.get("/a", If_None_Match=f'"other", {tag}')
    assert (again.status, again.reply.body, again.header("ETag")) == (304, b"", tag)
    zipped = asking.get("/a", Accept_Encoding="gzip")
    assert tag.startswith("W/") or (zipped.header("Content-Encoding") is None) == (zipped.header("ETag") == tag)


@pytest.mark.parametrize("name", ["correlation_id", "X-Request-ID", "x_request_id", "traceId", "X-Ma-Tuong-Quan"])
def test_the_id_of_a_request_comes_back_under_its_name(name: str) -> None:
    asking = headed(name, {"type": "string"})
    for sent in ("a-1", "a-2"):
        reply = asking.platform.reply(Request("GET", "/a", (), ((name.lower(), sent),)))
        assert [value for found, value in reply.headers if found.lower() == name.lower()] == [sent]
