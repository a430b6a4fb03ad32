"""Values are written as their document says: a platform that keeps to it is asked for what it has."""

import pytest

from compliance.model.observation import HttpExchange
from compliance.model.record import Service
from compliance.probes.sample_requests import samples, without

OK = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}"
TEXTS = {"type": "array", "items": {"type": "string"}}


def asked(servers, tls, look, document, path, **parameter):
    """The target of the one read that takes the parameter, as it was sent; None if it was not asked."""
    server = servers.answer(OK, tls())
    service = Service("api", base_url=f"https://127.0.0.1:{server.port}", plain_http_url="http://127.0.0.1:1/")
    described = document((path, {"get": {"parameters": [{"required": True, **parameter}]}}))
    looks = look(service, documents={"api": described})
    targets = {request.split()[1] for request in server.requests}
    shown = {seen.url for seen in looks.observations if isinstance(seen, HttpExchange) and seen.operation is not None}
    assert not any("T1" in url for url in shown)
    return targets.pop() if targets else None


@pytest.mark.parametrize(
    ("style", "sent"),
    [({}, "/lines/T1"), ({"style": "matrix"}, "/lines/;code=T1"), ({"style": "label"}, "/lines/.T1")],
)
def test_a_value_in_a_path_is_written_in_its_style(servers, tls, look, document, style, sent):
    parameter = {"name": "code", "in": "path", "schema": {"type": "string"}, "example": "T1", **style}
    assert asked(servers, tls, look, document, "/lines/{code}", **parameter) == sent


@pytest.mark.parametrize(
    ("style", "sent"),
    [
        ({}, "/lines?code=T1&code=a%2Cb"),
        ({"explode": False}, "/lines?code=T1,a%2Cb"),
        ({"style": "pipeDelimited"}, "/lines?code=T1%7Ca%2Cb"),
        ({"style": "spaceDelimited", "explode": False}, "/lines?code=T1%20a%2Cb"),
    ],
)
def test_a_list_in_a_query_is_written_in_its_style(servers, tls, look, document, style, sent):
    parameter = {"name": "code", "in": "query", "schema": TEXTS, "example": ["T1", "a,b"], **style}
    assert asked(servers, tls, look, document, "/lines", **parameter) == sent


@pytest.mark.parametrize(
    "parameter",
    [
        {"in": "path", "style": "label", "schema": TEXTS, "example": ["T1", "T2"]},
        {"in": "path", "style": "matrix", "explode": True, "schema": TEXTS, "example": ["T1", "T2"]},
        {"in": "path", "style": "nobody-knows", "schema": {"type": "string"}, "example": "T1"},
    ],
)
def test_what_a_style_leaves_open_is_not_asked(servers, tls, look, document, parameter):
    sent = asked(servers, tls, look, document, "/lines/{code}", name="code", **parameter)
    assert sent is None or "T1" not in sent


def test_a_list_that_is_left_out_is_left_out_wholly(document):
    listed = {"name": "code", "in": "query", "required": True, "schema": TEXTS, "example": ["T1", "T2"]}
    year = {"name": "year", "in": "query", "required": True, "schema": {"type": "integer"}, "example": 2026}
    (sample,) = samples(document(("/lines", {"get": {"parameters": [listed, year]}})))
    assert (sample.path, sample.shown) == ("/lines?code=T1&code=T2&year=2026", "/lines?code=…&year=…")
    assert without(sample, "code").path == "/lines?year=2026"
