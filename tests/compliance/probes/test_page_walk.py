"""Lists walked page by page, twice: politely, within one server, and with nothing kept of the records."""

import gzip
import json
from urllib.parse import parse_qs, urlsplit

import pytest

from compliance.model.location import Place
from compliance.model.observation import Limit, PageWalk
from compliance.model.record import Service
from compliance.probes.settings import NetworkSettings

ROWS = [{"ma": f"00109900000{number}"} for number in range(7)]
RECORD = {"type": "object", "required": ["ma"], "properties": {"ma": {"type": "string"}}}
LIST = {"type": "array", "items": RECORD}


def read(schema, *parameters, **members):
    """An operation that gives a list and takes query parameters, each a name or an object."""
    asked = [each if isinstance(each, dict) else {"name": each, "in": "query"} for each in parameters]
    good = {"content": {"application/json": {"schema": schema}}, "headers": {"Link": {}}}
    return {"get": {"parameters": asked, "responses": {"200": good}, **members}}


def object_of(**members):
    return {"type": "object", "properties": members}


def answer(body, status="200 OK", *headers):
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    head = [f"HTTP/1.1 {status}", f"Content-Length: {len(content)}", *headers]
    return "\r\n".join(head).encode() + b"\r\n\r\n" + content


@pytest.fixture
def walk(servers, tls, look, document):
    """Walk the list `/ho` of a platform that answers a query as the function says: its looks, and what was asked.

    Only requests for the list in pages are told; the other probes ask as well, with no page.
    """

    def walked(operation, answering, path="/ho", **more):
        asked = []

        async def handler(reader, writer):
            target = (await reader.readuntil(b"\r\n\r\n")).decode().split()[1]
            parts = urlsplit(target)
            query = {name: values[0] for name, values in parse_qs(parts.query).items()}
            asked.append(target)
            writer.write(answering(query))
            await writer.drain()

        port = servers.listen(handler, tls()).port
        service = Service("api", base_url=f"https://127.0.0.1:{port}/v1", plain_http_url=f"http://127.0.0.1:{port}/v1")
        return look(service, documents={"api": document((path, operation))}, **more), asked

    return walked


def walks(looks):
    return [seen for seen in looks.observations if isinstance(seen, PageWalk)]


def gaps(looks):
    return [(str(gap.message), gap.is_failure) for gap in looks.gaps if "PageWalk" in gap.hides]


def sizes(seen):
    return [[len(page) for page in each.pages] for each in seen.walks]


def by_page(query):
    begin = (int(query.get("trang", 1)) - 1) * 3
    return answer(ROWS[begin : begin + 3])


def by_offset(query):
    begin = int(query.get("offset", 0))
    return answer({"data": {"items": ROWS[begin : begin + 3], "total": len(ROWS)}})


def by_cursor(query):
    begin = int(query.get("cursor", "p0")[1:])
    return answer({"items": ROWS[begin : begin + 3], "next_cursor": f"p{begin + 3}" if begin < 6 else None})


def by_link(query):
    page = int(query.get("page", 1))
    link = f'Link: </v1/ho>; rel="first", </v1/ho?page={page + 1}>; title="a, b"; rel="next"'
    return answer(ROWS[page * 3 - 3 : page * 3], "200 OK", *([link] if page < 3 else []))


@pytest.mark.parametrize(
    ("operation", "answering", "asked"),
    [
        (read(LIST, "trang"), by_page, ["trang=1", "trang=2", "trang=3"]),
        (
            read(object_of(data=object_of(items=LIST, total={"type": "integer"})), "offset", "limit"),
            by_offset,
            ["limit=20&offset=0", "limit=20&offset=3", "limit=20&offset=6"],
        ),
        (
            read(object_of(items=LIST, next_cursor={"type": "string"}), "cursor"),
            by_cursor,
            ["", "cursor=p3", "cursor=p6"],
        ),
        (read(LIST), by_link, ["", "page=2", "page=3"]),
    ],
)
def test_a_list_is_walked_twice_to_its_documented_end(walk, operation, answering, asked):
    looks, requests = walk(operation, answering)
    (seen,) = walks(looks)
    assert sizes(seen) == [[3, 3, 1], [3, 3, 1]]
    assert (seen.repeated(), seen.skipped(), seen.stopped_by) == (frozenset(), frozenset(), None)
    assert seen.knows_its_records
    assert seen.operation == Place("api.yaml", "/paths/~1ho/get")
    queries = [urlsplit(request).query for request in requests]
    assert {query: queries.count(query) >= 2 for query in asked} == dict.fromkeys(asked, True)
    assert gaps(looks) == []
    assert "00109900000" not in repr(looks)


def test_what_a_list_repeats_and_skips_is_seen(walk):
    def unstable(query):
        page = int(query.get("page", 1)) - 1
        turned = ROWS[page:] + ROWS[:page]
        return answer(turned[page * 3 : page * 3 + 3])

    looks, _ = walk(read(LIST, "page"), unstable)
    (seen,) = walks(looks)
    assert len(seen.repeated()) == 1


def test_a_list_without_an_end_is_left_after_some_pages(walk):
    def endless(query):
        return answer({"items": ROWS, "next": int(query.get("cursor", 0)) + 1})

    looks, requests = walk(read(object_of(items=LIST, next={}), "cursor"), endless)
    (seen,) = walks(looks)
    assert seen.stopped_by is Limit.PAGES
    assert sizes(seen) == [[7] * 10] * 2
    assert len(requests) < 25


def test_a_record_without_its_key_leaves_the_records_unknown(walk):
    looks, _ = walk(read(LIST, "trang"), lambda query: answer([{"ten": "x"}] if query.get("trang") == "1" else []))
    assert [seen.knows_its_records for seen in walks(looks)] == [False]


def test_what_the_list_says_of_its_changes_is_kept(walk):
    record = object_of(ma={}, updated_at={}) | {"required": ["ma"]}
    rows = [{"ma": "a", "updated_at": "2026-11-21T15:29:00+07:00"}, {"ma": "b", "updated_at": "2026-11-20"}]
    schema = object_of(items={"type": "array", "items": record}, total={})
    looks, _ = walk(read(schema, "offset"), lambda _: answer({"items": rows, "total": 2}))
    (seen,) = walks(looks)
    assert seen.changed == {seen.walks[0].pages[0][0]}
    assert (seen.tells_changes, seen.totals) == (True, (2,))


def test_a_list_that_needs_credentials_is_not_asked_for(walk):
    looks, requests = walk(read(LIST, "trang", security=[{"token": []}]), by_page)
    assert walks(looks) == []
    assert gaps(looks) == [("all lists of service api need credentials, and none is at hand", False)]
    assert not any("trang" in request for request in requests)


@pytest.mark.parametrize(
    ("status", "is_failure"),
    [("401 Unauthorized", False), ("403 Forbidden", False), ("500 Oops", True), ("302 X", True)],
)
def test_a_list_that_is_refused_is_a_gap(walk, status, is_failure):
    looks, requests = walk(read(LIST, "trang"), lambda _: answer(b"", status))
    message = f"the list GET /ho answered {status[:3]} and could not be walked"
    assert gaps(looks) == [(message, is_failure)]
    assert len([request for request in requests if "trang" in request]) == 1


def test_a_busy_server_is_left_alone(walk):
    looks, requests = walk(read(LIST, "trang"), lambda _: answer(b"", "429 Too Many"), settings=one_at_a_time())
    assert len(requests) == 1
    assert len(gaps(looks)) == 1


def one_at_a_time():
    return NetworkSettings(timeout=60, rate=1000, concurrency=1, allow_private=True)


@pytest.mark.parametrize("target", ["https://evil.example/next", "//evil.example/next", "http://127.0.0.1/next"])
def test_a_link_to_another_server_is_not_followed(walk, target):
    looks, _ = walk(read(LIST), lambda _: answer(ROWS, "200 OK", f"Link: <{target}>; rel=next"))
    assert gaps(looks) == [("the list GET /ho leads to another server", True)]


@pytest.mark.parametrize("cursor", ["\ud800", "p\udfff"])
def test_a_next_page_that_cannot_be_asked_for_is_no_end_of_the_list(walk, cursor):
    listed = read(object_of(items=LIST, next_cursor={"type": "string"}), "cursor")
    looks, _ = walk(listed, lambda _: answer({"items": ROWS[:3], "next_cursor": cursor}))
    assert gaps(looks) == [("the list GET /ho names a next page that cannot be asked for", True)]


def test_a_link_may_be_relative(walk):
    def linked(query):
        page = int(query.get("page", 1))
        return answer(
            ROWS[page * 3 - 3 : page * 3], "200 OK", *([f"Link: <ho?page={page + 1}>; rel=next"] * (page < 3))
        )

    (seen,) = walks(walk(read(LIST), linked)[0])
    assert sizes(seen) == [[3, 3, 1], [3, 3, 1]]


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b"<html>", "a page of GET /ho holds no list where the document says"),
        (b"[" * 100_000, "a page of GET /ho holds no list where the document says"),
        ({"ho": []}, "a page of GET /ho holds no list where the document says"),
        (b"[" + b" " * 2_000_000 + b"]", "a page of GET /ho is larger than 1048576 bytes"),
    ],
)
def test_an_answer_that_is_no_page_is_a_gap_without_its_text(walk, body, said):
    looks, _ = walk(read(LIST, "trang"), lambda _: answer(body))
    assert gaps(looks) == [(said, True)]


@pytest.mark.parametrize("coding", ["deflate", "br"])
def test_a_page_in_a_coding_that_is_not_undone_is_not_said_to_hold_no_list(walk, coding):
    looks, _ = walk(read(LIST, "trang"), lambda _: answer(b"packed", "200 OK", f"Content-Encoding: {coding}"))
    assert gaps(looks) == [("the body came in a content coding that was not undone", True)]


@pytest.mark.parametrize("coding", ["gzip", "x-gzip"])
def test_a_page_that_is_packed_unasked_is_read(walk, coding):
    packed = gzip.compress(json.dumps(ROWS[:1]).encode())
    looks, _ = walk(read(LIST, "trang"), lambda _: answer(packed, "200 OK", f"Content-Encoding: {coding}"))
    assert gaps(looks) == []


def test_values_of_the_document_are_asked_and_not_shown(walk):
    tinh = {"name": "tinh", "in": "path", "required": True, "example": "001099000007"}
    nam = {"name": "nam", "in": "query", "required": True, "example": "2031"}
    looks, requests = walk(read(LIST, tinh, nam, "trang"), by_page, path="/tinh/{tinh}/ho")
    (seen,) = walks(looks)
    assert seen.url.endswith("/v1/tinh/{tinh}/ho?trang=…&nam=…")
    assert any("/v1/tinh/001099000007/ho?" in request and "nam=2031" in request for request in requests)


def test_a_list_that_cannot_be_asked_is_a_gap(walk):
    looks, requests = walk(read(LIST, "trang", {"name": "nam", "in": "query", "required": True}), by_page)
    said = "no list of service api can be asked: the document gives no example for what it requires"
    assert gaps(looks) == [(said, False)]
    assert not any("trang" in request for request in requests)


def test_a_service_without_a_document_is_a_gap(servers, tls, look):
    service = Service("api", base_url=f"https://127.0.0.1:{servers.answer(answer([]), tls()).port}")
    looks = look(service, documents={})
    assert gaps(looks) == [("which lists the service api has is not known: no document of it was read", False)]


@pytest.mark.parametrize(
    ("limit", "expected"),
    [
        ({"maximum": 5}, "5"),
        ({"minimum": 50}, "50"),
        ({"enum": [10, 20, 50]}, "20"),
        ({"enum": [25, 50]}, "25"),
        ({}, "20"),
    ],
)
def test_the_size_of_a_page_is_one_that_the_document_allows(walk, limit, expected):
    size = {"name": "so_luong", "in": "query", "schema": {"type": "integer", **limit}}
    _, requests = walk(read(LIST, "trang", size), by_page)
    assert {parse_qs(urlsplit(request).query).get("so_luong", [expected])[0] for request in requests} == {expected}


@pytest.mark.parametrize(("overlap", "repeated"), [(0, 0), (2, 2)])
def test_a_list_that_came_in_one_page_is_asked_for_in_smaller_ones(walk, overlap, repeated):
    def answering(query):
        begin, size = int(query.get("offset", 0)), int(query.get("limit", 20))
        return answer(ROWS[begin - (overlap if begin == 4 else 0) : begin + size])

    looks, requests = walk(read(LIST, "offset", "limit"), answering)
    (seen,) = walks(looks)
    assert len(seen.repeated()) == repeated
    assert len(seen.walks[0].pages) > 2
    assert sum("limit=20&offset=0" in request for request in requests) == 1


@pytest.mark.parametrize("rows", [ROWS, ROWS[:1], []])
def test_a_list_that_comes_in_one_page_whatever_is_asked_is_not_blamed(walk, rows):
    looks, _ = walk(read(LIST, "offset", "limit"), lambda query: answer(rows[int(query.get("offset", 0)) :]))
    (seen,) = walks(looks)
    assert (seen.repeated(), seen.skipped(), seen.stopped_by) == (frozenset(), frozenset(), None)
    assert gaps(looks) == []


def test_pages_are_counted_from_where_the_document_says(walk):
    trang = {"name": "trang", "in": "query", "schema": {"type": "integer", "minimum": 0}}
    _, requests = walk(read(LIST, trang), lambda query: by_page({"trang": int(query.get("trang", 0)) + 1}))
    assert any(request.endswith("trang=0") for request in requests)


def test_lists_beyond_those_that_are_walked_are_told(servers, tls, look, document):
    port = servers.answer(answer(ROWS), tls()).port
    operations = document(*((f"/{name}", read(LIST, "trang")) for name in ("ho", "nguoi", "dat")))
    looks = look(Service("api", base_url=f"https://127.0.0.1:{port}/v1"), documents={"api": operations})
    told = [gap for gap in looks.gaps if "were walked" in str(gap.message)]
    assert [str(gap.message) for gap in told] == ["of 3 documented lists of service api, 2 were walked"]
    assert not told[0].hides
    assert len(walks(looks)) == 2
