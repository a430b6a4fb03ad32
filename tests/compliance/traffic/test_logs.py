"""Access logs beside a document: what is undocumented, and what is something else and told as such."""

import json

import pytest

from compliance import Undocumented
from tools.traffic import DOCUMENT, PATHS, line, passed, seen, told


def test_documented_calls_are_no_findings() -> None:
    traffic = seen(
        line("GET", "/v1/households"),
        line("HEAD", "/v1/households"),
        line("POST", "/v1/households", 201),
        line("GET", "/v1/households/7?token=x#y", 404),
        line("DELETE", "/v1/h%E1%BB%99/7/t%e1%bb%87p", 204),
        line("DELETE", r"/v1/h\xE1\xBB\x99/7/t\xE1\xBB\x87p", 204),
        line("GET", "https://api.a.example:443/v1/households"),
    )
    assert (told(traffic), passed(traffic), traffic.documented, traffic.requests) == ([], {}, 7, 7)
    assert not traffic.could_not_be_judged


def test_what_was_served_beyond_the_document_is_found_with_its_first_line_and_its_count() -> None:
    traffic = seen(
        line("GET", "/v1/households"),
        line("GET", "/v1/debug"),
        line("GET", "/v1/debug", 304),
        line("PUT", "/v1/households/7"),
        line("GET", "/v1/households/7", 418),
        line("GET", "/v1/households/8", 418),
        line("GET", "/v1/households/8", 500),
    )
    assert told(traffic) == [
        "GET /v1/debug was answered 200, 304, and the document has no such path",
        "PUT /households/{id} was answered 200, and the document has the path without this method",
        "GET /households/{id} answered 418, which the document does not know",
        "GET /households/{id} answered 500, which the document does not know",
    ]
    assert [(str(each.first), each.count) for each in traffic.findings] == [
        ("access.log:2:1", 2),
        ("access.log:4:1", 1),
        ("access.log:5:1", 2),
        ("access.log:7:1", 1),
    ]
    assert [each.rule for each in traffic.findings] == [None, None, *["endpoint.status_is_documented"] * 2]


def test_fixed_path_goes_before_one_with_names() -> None:
    traffic = seen(line("GET", "/v1/households/latest", 404))
    assert told(traffic) == ["GET /households/latest answered 404, which the document does not know"]


def test_operations_without_a_request_are_counted_and_no_fault() -> None:
    traffic = seen(line("GET", "/v1/households"))
    assert traffic.operations == 5
    assert traffic.unused == (
        "POST /households",
        "GET /households/{id}",
        "GET /households/latest",
        "DELETE /hộ/{số}/tệp",
    )
    assert told(traffic) == []


@pytest.mark.parametrize(
    ("recorded", "why"),
    [
        (line("GET", "/v1/wp-login.php", 404), "not-served"),
        (line("GET", "/v1/nowhere", 401), "not-served"),
        (line("GET", "/v1/nowhere", 301), "not-served"),
        (line("PUT", "/v1/households", 405), "not-served"),
        (line("GET", "/v1/nowhere", 502), "not-served"),
        (line("OPTIONS", "/v1/households", 204), "preflight"),
        (line("OPTIONS", "/v1/nowhere", 200), "preflight"),
        (line("GET", "/v1/households", 304), "not-modified"),
        (line("GET", "/v1/households", 301), "redirect"),
        (line("GET", "/v1/households", 101), "interim"),
        (line("GET", "/v1/households", 401), "gateway"),
        (line("GET", "/v1/households", 429), "gateway"),
        (line("GET", "/v1/households", 499), "gateway"),
        (line("GET", "/v1/households", 502), "gateway"),
        (line("GET", "/v1/households", 503), "gateway"),
        (line("GET", "/v1/households", "-"), "no-answer"),
        (line("GET", "/v1/nowhere", "000"), "no-answer"),
        (line("GET", "/index.html"), "outside"),
        (line("GET", "/v10/households"), "outside"),
        (line("GET", "https://other.example/v1/households"), "other-host"),
        (line("CONNECT", "api.a.example:443"), "no-request"),
        (line("OPTIONS", "*"), "no-request"),
        (line(r"\x16\x03\x01", "", 400, ""), "no-request"),
        (line("-", "", 408, ""), "no-request"),
    ],
)
def test_what_is_no_finding_is_told_as_what_it_is(recorded: str, why: str) -> None:
    traffic = seen(line("GET", "/v1/households"), recorded)
    assert (told(traffic), passed(traffic)) == ([], {why: 1})


def test_documented_options_and_gateway_statuses_are_held_as_any_other() -> None:
    responses = {"204": {"description": "ok"}}
    document = {**DOCUMENT, "paths": {**PATHS, "/households": {"options": {"responses": responses}}}}
    traffic = seen(line("OPTIONS", "/v1/households", 500), document=document)
    assert told(traffic) == ["OPTIONS /households answered 500, which the document does not know"]


def test_other_slashes_are_taken_for_the_same_and_counted() -> None:
    traffic = seen(
        line("GET", "/v1/households/"), line("GET", "//v1//households"), line("GET", "/v1/households/7/", 404)
    )
    assert (told(traffic), traffic.slashes, traffic.documented) == ([], 3, 3)


def test_operation_without_documented_answers_says_nothing_of_statuses() -> None:
    traffic = seen(line("GET", "/v1/bare", 500), document={**DOCUMENT, "paths": {"/bare": {"get": {}}}})
    assert (told(traffic), passed(traffic)) == ([], {"without-answers": 1})


JSON_LINES = [
    {"request_method": "GET", "request_uri": "/v1/households/7", "status": 418.0},
    {"request_method": "GET", "request_uri": "/v1/households/7", "status": 418},
    {"request": "GET /v1/households/7 HTTP/2.0", "status": "418"},
    {"request": {"method": "GET", "uri": "/v1/households/7", "host": "api.a.example"}, "status": 418},
    {"RequestMethod": "GET", "RequestPath": "/v1/households/7", "DownstreamStatus": 418},
    {"method": "GET", "path": "/v1/households/7", "response_code": 418, "authority": "API.a.example:443"},
    {"http": {"request": {"method": "GET"}, "response": {"status_code": 418}}, "url": {"original": "/v1/households/7"}},
    {"http.request.method": "GET", "url.path": "/v1/households/7", "http.response.status_code": 418},
    {"httpRequest": {"requestMethod": "GET", "requestUrl": "https://api.a.example/v1/households/7", "status": 418}},
]


@pytest.mark.parametrize("value", JSON_LINES, ids=str)
def test_lines_of_json_are_read_by_the_names_of_many_servers(value: dict[str, object]) -> None:
    traffic = seen(json.dumps(value) + "\n")
    assert told(traffic) == ["GET /households/{id} answered 418, which the document does not know"]


def test_media_types_in_lines_of_json_are_held_too() -> None:
    stated = {"request_method": "GET", "request_uri": "/v1/households/7", "sent_http_content_type": "text/html; a=b"}
    traffic = seen(*(json.dumps({**stated, "status": status}) + "\n" for status in (200, 404, 503, 304)))
    assert told(traffic) == [
        "GET /households/{id} answered 200 as text/html, which the document does not know",
        "GET /households/{id} answered 404 as text/html, which the document does not know",
    ]
    assert {each.kind for each in traffic.findings} == {Undocumented.MEDIA_TYPE}


def test_formats_may_be_mixed_and_users_may_have_blanks() -> None:
    common = '192.0.2.7 - nguyễn văn a [28/Nov/2026:10:00:00 +0700] "GET /v1/households HTTP/1.1" 200 5\n'
    of_virtual_host = (
        'api.a.example:443 192.0.2.7 - - [28/Nov/2026:10:00:00 +0700] "GET /v1/households HTTP/1.1" 200 5\n'
    )
    quoted = line("GET", r"/v1/debug\"x")
    traffic = seen(common, of_virtual_host, "\n", json.dumps(JSON_LINES[0]) + "\n", quoted)
    assert (traffic.requests, traffic.documented, traffic.unread) == (4, 3, ())
