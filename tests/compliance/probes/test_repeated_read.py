"""Reads that are repeated with a validator and compressed, and a list of changes that is asked from a later time."""

import asyncio
import gzip
import json
from datetime import date
from urllib.parse import parse_qs, urlsplit

import pytest

from compliance.loading.facts.published import facts as published
from compliance.model.observation import Comparison, Difference, Limit, PageWalk
from compliance.model.record import Service
from compliance.probes.errors import AnswerBroken
from compliance.probes.net.decoding import gunzipped

OPEN = {"get": {"x-sharing-form": "open"}}


def service(port):
    base = f"https://127.0.0.1:{port}"
    return Service("api", base_url=base, plain_http_url=base.replace("https", "http"))


def pairs(looks, difference):
    found = (seen for seen in looks.observations if isinstance(seen, Comparison))
    return [seen for seen in found if seen.difference is difference]


def answering(servers, tls, answer):
    """Start a server whose answers are made of the head of the request."""

    async def handler(reader, writer):
        head = (await reader.readuntil(b"\r\n\r\n")).decode()
        writer.write(answer(head))
        await writer.drain()
        await asyncio.sleep(0)

    return servers.listen(handler, tls())


def ok(body, *headers):
    fields = "".join(f"{header}\r\n" for header in headers)
    head = f"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n{fields}Content-Length: {len(body)}\r\n\r\n"
    return head.encode() + body


def test_read_is_repeated_with_the_validator_of_its_answer(servers, tls, look, document):
    def answer(head):
        is_known = 'if-none-match: "1"' in head.lower()
        return b'HTTP/1.1 304 Not Modified\r\nETag: "1"\r\n\r\n' if is_known else ok(b"{}", 'ETag: "1"')

    listener = answering(servers, tls, answer)
    (pair,) = pairs(look(service(listener.port), documents={"api": document(("/a", OPEN))}), Difference.VALIDATOR)
    assert (pair.first.status, pair.second.status, pair.values) == (200, 304, ("", '"1"'))
    assert pair.second.sent == (("If-None-Match", '"1"'),)


def test_a_read_with_a_promised_validator_is_repeated_beside_the_first_one(servers, tls, look, document):
    promising = {"get": {**OPEN["get"], "responses": {"200": {"description": "", "headers": {"ETag": {}}}}}}
    listener = answering(servers, tls, lambda head: ok(b"{}", *(['ETag: "1"'] if "GET /b " in head else [])))
    documents = {"api": document(("/a", OPEN), ("/b", promising), ("/c", promising))}
    found = pairs(look(service(listener.port), documents=documents), Difference.VALIDATOR)
    assert [(pair.first.url[-2:], pair.second.status, pair.values[-1:]) for pair in found] == [
        ("/a", 200, ("",)),
        ("/b", 200, ('"1"',)),
    ]


def test_answer_without_a_validator_stands_beside_itself(servers, tls, look, document):
    listener = servers.answer(ok(b"{}"), tls())
    (pair,) = pairs(look(service(listener.port), documents={"api": document(("/a", OPEN))}), Difference.VALIDATOR)
    assert pair.first == pair.second


def test_large_answer_is_asked_for_compressed_and_its_size_is_that_on_the_wire(servers, tls, look, document):
    body = json.dumps({"items": ["dữ liệu"] * 2000}).encode()

    def answer(head):
        is_asked = "accept-encoding: gzip" in head.lower()
        return ok(gzip.compress(body), "Content-Encoding: gzip") if is_asked else ok(body)

    listener = answering(servers, tls, answer)
    (pair,) = pairs(look(service(listener.port), documents={"api": document(("/a", OPEN))}), Difference.ENCODING)
    assert pair.first.body_size == len(body)
    assert pair.second.body_size < len(body) / 10
    assert pair.first.body_sha256 == pair.second.body_sha256
    assert pair.second.reading("utf_8") == pair.first.reading("utf_8")


def test_bomb_is_a_gap(servers, tls, look, document):
    bomb = gzip.compress(bytes(40 * 1024 * 1024))

    def answer(head):
        is_asked = "accept-encoding: gzip" in head.lower()
        return ok(bomb, "Content-Encoding: gzip") if is_asked else ok(b'"' + b"x" * 20_000 + b'"')

    listener = answering(servers, tls, answer)
    looks = look(service(listener.port), documents={"api": document(("/a", OPEN))})
    assert not pairs(looks, Difference.ENCODING)
    assert [str(gap.message) for gap in looks.gaps if "Comparison" in gap.hides] == [
        "an answer unpacks to more than 16777216 bytes"
    ]


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"no gzip", "is called gzip and is none"),
        (gzip.compress(b"x" * 5000, mtime=0)[:20], "breaks off"),
        (gzip.compress(b"x" * 5000, mtime=0), "unpacks to more than 4999 bytes"),
    ],
)
def test_what_is_no_whole_gzip_within_the_limit_is_broken(body, reason):
    with pytest.raises(AnswerBroken, match=reason):
        gunzipped(body, 4999)
    assert gunzipped(gzip.compress(b"x" * 5000), 5000) == b"x" * 5000


RECORD = {
    "type": "object",
    "properties": {"id": {"type": "string", "x-key": True}, "updated_at": {"type": "string"}},
}
SINCE = {"name": "updated_since", "in": "query", "schema": {"type": "string", "format": "date-time"}}


def changes(*parameters):
    page = {"type": "object", "properties": {"items": {"type": "array", "items": RECORD}, "next_cursor": {}}}
    success = {"200": {"description": "ok", "content": {"application/json": {"schema": page}}}}
    cursor = {"name": "cursor", "in": "query", "schema": {"type": "string"}}
    return {"get": {"x-sharing-form": "open", "parameters": [*parameters, cursor], "responses": success}}


def listing(servers, tls, *, heeds_start=True, next_cursor=None):
    """Start a server that has five changes, a day apart."""
    rows = [{"id": str(day), "updated_at": f"2026-11-0{day}T08:00:00+07:00"} for day in range(1, 6)]

    def answer(head):
        query = parse_qs(urlsplit(head.split()[1]).query)
        start = query.get("updated_since", [""])[0] if heeds_start else ""
        found = [row for row in rows if row["updated_at"] >= start]
        return ok(json.dumps({"items": found, "next_cursor": next_cursor}).encode())

    return answering(servers, tls, answer)


@pytest.mark.parametrize("heeds_start", [True, False])
def test_list_of_changes_is_asked_from_a_time_that_its_records_tell(servers, tls, look, document, heeds_start):
    listener = listing(servers, tls, heeds_start=heeds_start)
    known = published(date(2026, 11, 21))
    looks = look(service(listener.port), documents={"api": document(("/changes", changes(SINCE)))}, facts=known)
    (pair,) = pairs(looks, Difference.START_OF_CHANGE)
    assert pair.narrowing is not None
    assert pair.narrowing.too_old == (0 if heeds_start else 3)
    assert [len(records) for records in pair.narrowing.records] == [5, 2 if heeds_start else 5]
    assert pair.narrowing.is_whole
    assert "2026-11-0" not in repr(pair.narrowing)


def test_walk_ends_where_the_pages_lead_back(servers, tls, look, document):
    listener = listing(servers, tls, next_cursor="same")
    looks = look(service(listener.port), documents={"api": document(("/changes", changes()))})
    (walk,) = [seen for seen in looks.observations if isinstance(seen, PageWalk)]
    assert walk.stopped_by is Limit.LOOP
    assert [len(pages.pages) for pages in walk.walks] == [2, 2]
