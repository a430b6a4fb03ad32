"""HTTP archives beside a document: media types and members of bodies, in answers and in requests that were taken."""

import base64
import json
from typing import Any

import pytest

from compliance import Traffic
from tools.traffic import DOCUMENT, HOUSEHOLD, answer, entry, passed, seen, told

URL = "https://api.a.example/v1/households"


def answered(value: Any, schema: dict[str, Any], **components: Any) -> list[str]:
    """Where the members stand that an answer has and its schema does not describe."""
    content = {"application/json": {"schema": schema}}
    paths = {"/a": {"get": {"responses": {"200": {"description": "ok", "content": content}}}}}
    document = {**DOCUMENT, "paths": paths, "components": {"schemas": components}}
    traffic = seen(entry("GET", "https://api.a.example/v1/a", content=answer(value)), document=document)
    return sorted(each.pointer or "" for each in traffic.findings)


def test_undocumented_members_are_found_wherever_they_stand() -> None:
    value = [{"id": "1", "owner": {"name": "A", "phone": "0"}, "note": "n"}, {"note": "m", "labels": {"x": "y"}}]
    traffic = seen(entry("GET", URL, content=answer(value)), entry("GET", URL, content=answer(value[:1])))
    assert told(traffic) == [
        "GET /households answered 200 with the member /*/note, which the document does not describe",
        "GET /households answered 200 with the member /*/owner/phone, which the document does not describe",
    ]
    assert [(str(each.first), each.count) for each in traffic.findings] == [("a.har#/log/entries/0", 2)] * 2
    assert {each.rule for each in traffic.findings} == {None}


def test_what_a_schema_lets_in_is_not_undocumented() -> None:
    open_ = {"type": "object", "properties": {"a": {}}, "additionalProperties": True}
    assert answered({"b": 1}, open_) == []
    assert answered({"b": 1}, {"type": "object"}) == []
    assert answered({"b": 1}, {}) == []
    assert answered({"b": {"c": 1}}, {"additionalProperties": {"properties": {"d": {}}}}) == ["/*/c"]
    assert answered({"x-1": 1}, {"properties": {"a": {}}, "patternProperties": {"^x-": {}}}) == []
    assert answered({"b": 1}, {"properties": {"a": {}}, "additionalProperties": False}) == ["/b"]


def test_every_part_of_a_schema_may_describe_a_member() -> None:
    parts = {
        "allOf": [{"$ref": "#/components/schemas/A"}],
        "oneOf": [{"properties": {"b": {}}}, {"properties": {"c": {}}}],
        "if": {"properties": {"d": {}}},
        "then": {"properties": {"e": {}}},
        "dependentSchemas": {"a": {"properties": {"f": {}}}},
    }
    value = dict.fromkeys("abcdefg", 1)
    assert answered(value, parts, A={"properties": {"a": {}}}) == ["/g"]


def test_what_is_not_known_is_not_undocumented() -> None:
    assert answered({"b": 1}, {"allOf": [{"$ref": "#/components/schemas/None"}, {"properties": {"a": {}}}]}) == []
    kinds = {"properties": {"kind": {"type": "string"}}, "discriminator": {"propertyName": "kind"}}
    assert answered({"kind": "x", "b": 1}, kinds) == []
    assert answered({"kind": "x", "b": 1}, {**kinds, "oneOf": [{"properties": {"a": {}}}]}) == ["/b"]


def test_schema_that_holds_itself_comes_to_an_end() -> None:
    node = {
        "properties": {"next": {"$ref": "#/components/schemas/Node"}},
        "allOf": [{"$ref": "#/components/schemas/Node"}],
    }
    value: dict[str, Any] = {"other": 1}
    for _ in range(300):
        value = {"next": value}
    assert answered(value, {"$ref": "#/components/schemas/Node"}, Node=node) == ["/next" * 300 + "/other"]


def test_media_types_of_answers_are_held_but_for_those_of_gateways() -> None:
    page = answer("<html>", "text/html; charset=utf-8")
    traffic = seen(*(entry("GET", f"{URL}/7", status, content=page) for status in (200, 404, 503)))
    assert told(traffic) == [
        "GET /households/{id} answered 200 as text/html, which the document does not know",
        "GET /households/{id} answered 404 as text/html, which the document does not know",
    ]
    assert {each.rule for each in traffic.findings} == {"endpoint.media_type_is_documented"}
    assert told(seen(entry("GET", f"{URL}/7", content={"size": 9, "mimeType": "x-unknown"}))) == []
    assert told(seen(entry("HEAD", f"{URL}/7", content={"size": 9, "mimeType": "text/html"}))) == []


def test_media_type_is_that_of_the_headers_and_not_what_a_browser_took_it_for() -> None:
    page = answer("{}", "text/plain")
    silent = {**entry("GET", f"{URL}/7", content=page)}
    silent["response"]["headers"] = [{"name": "Date", "value": "x"}]
    stated = {**entry("GET", f"{URL}/7", content=page)}
    stated["response"]["headers"] = [{"name": "Content-Type", "value": "application/json"}]
    assert told(seen(silent, stated)) == []
    assert len(told(seen(entry("GET", f"{URL}/7", content=page)))) == 1


def test_requests_are_held_where_they_were_taken() -> None:
    body = {"mimeType": "application/json", "text": json.dumps({"id": "1", "extra": 2})}
    other = {"mimeType": "application/xml", "text": "<a/>"}
    traffic = seen(
        entry("POST", URL, 201, sent=body), entry("POST", URL, 201, sent=other), entry("POST", URL, 403, sent=other)
    )
    assert told(traffic) == [
        "POST /households was sent application/xml and took it, which the document does not know",
        "POST /households was sent the member /extra and took it, which the document does not describe",
    ]
    assert all(each.in_request and each.rule is None for each in traffic.findings)


def test_request_body_of_version_2_is_held_too() -> None:
    operation = {
        "consumes": ["application/json"],
        "parameters": [{"in": "body", "name": "b", "schema": HOUSEHOLD}],
        "responses": {"201": {"description": "made"}},
    }
    document = {
        "swagger": "2.0",
        "info": DOCUMENT["info"],
        "host": "api.a.example",
        "basePath": "/v1",
        "paths": {"/households": {"post": operation}},
    }
    sent = {"mimeType": "application/json", "text": '{"extra": 2}'}
    found = told(seen(entry("POST", URL, 201, sent=sent), document=document))
    assert found == ["POST /households was sent the member /extra and took it, which the document does not describe"]


def test_question_of_a_browser_is_told_from_a_call_by_its_headers() -> None:
    question = [{"name": "Access-Control-Request-Method", "value": "GET"}]
    traffic = seen(entry("OPTIONS", URL, 204, headers=question), entry("OPTIONS", URL, 204))
    assert told(traffic) == ["OPTIONS /households was answered 204, and the document has the path without this method"]
    assert passed(traffic) == {"preflight": 1}


def test_bodies_are_unpacked_and_what_was_cut_off_says_nothing() -> None:
    text = base64.b64encode(json.dumps({"note": 1}).encode()).decode()
    content = {"size": 9, "mimeType": "application/json", "encoding": "base64", "text": text}
    assert len(seen(entry("GET", f"{URL}/7", content=content)).findings) == 1
    for broken in ({**content, "text": "!"}, answer('{"note": 1, "a'), answer("[" * 5000)):
        traffic = seen(entry("GET", f"{URL}/7", content=broken))
        assert (told(traffic), passed(traffic)) == ([], {"unread-body": 1})
    left_out = seen(entry("GET", f"{URL}/7", content={"size": 9, "mimeType": "application/json"}))
    assert (told(left_out), passed(left_out)) == ([], {"unread-body": 1})


def test_byte_order_mark_before_a_body_hides_nothing() -> None:
    assert len(seen(entry("GET", f"{URL}/7", content=answer('\ufeff{"note": 1}'))).findings) == 1


@pytest.mark.parametrize(
    ("broken", "reason"),
    [
        ({}, "the entry lacks what is needed: request.method, request.url and response.status"),
        ({"request": {"method": "GET", "url": URL}, "response": {"status": True}}, "the entry lacks"),
        ({"request": [], "response": None}, "the entry lacks"),
    ],
)
def test_entries_that_are_none_are_counted(broken: dict[str, Any], reason: str) -> None:
    traffic = seen(entry("GET", URL), broken, broken)
    (unread,) = traffic.unread
    assert str(unread.reason).startswith(reason)
    assert (str(unread.first), unread.count, traffic.requests) == ("a.har#/log/entries/1", 2, 1)


def test_addresses_of_no_server_are_no_requests() -> None:
    traffic = seen(entry("GET", URL), entry("GET", "data:text/plain,x"), entry("GET", "blob:x"), entry("GET", URL, 0))
    assert passed(traffic) == {"no-request": 2, "no-answer": 1}


@pytest.mark.long
def test_body_with_more_values_than_are_looked_at_is_told() -> None:
    household = {**HOUSEHOLD, "properties": {"labels": {"type": "array", "items": {"type": "string"}}, "id": {}}}
    content = {"application/json": {"schema": household}}
    paths = {"/a": {"get": {"responses": {"200": {"description": "ok", "content": content}}}}}
    document = {**DOCUMENT, "paths": paths}

    def held(count: int) -> Traffic:
        body = answer({"note": 1, "labels": [0] * count})
        return seen(*[entry("GET", "https://api.a.example/v1/a", content=body)] * 2, document=document)

    whole, cut = held(99), held(1_000_000)
    assert (whole.unread, whole.could_not_be_judged) == ((), False)
    assert [(str(each.first), str(each.reason), each.count) for each in cut.unread] == [
        (
            "a.har#/log/entries/0",
            "the body has more than 1000000 values, and those after them were not looked at",
            2,
        )
    ]
    assert cut.could_not_be_judged
    assert told(cut) == told(whole)
