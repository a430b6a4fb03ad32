"""Whatever stands in a recording, it is read to its end: as calls, or as what could not be read."""

import io
import json
from typing import Any

import compliance
from compliance import SourceText
from tools.properties import given, st
from tools.traffic import DOCUMENT, entry, line, seen

SPEC = SourceText("openapi.json", json.dumps(DOCUMENT).encode())
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=9), inner, max_size=3),
)
PARTS = st.sampled_from(["GET", "/v1/households", "method", "path", "status", "request", "response", "200", "url", "x"])
NAMED = st.dictionaries(PARTS, st.one_of(PARTS, VALUES, st.dictionaries(PARTS, st.one_of(PARTS, VALUES))))


@given(st.lists(st.binary(max_size=60) | st.sampled_from([line("GET", "/v1/x").encode()[:90], b'{"a":1}', b'{"'])))
def test_any_bytes_are_a_log(lines: list[bytes]) -> None:
    content = b"\n".join(lines)
    traffic = compliance.observe(SPEC, logs=[("a.log", io.BytesIO(content))])
    written = sum(1 for each in content.split(b"\n") if each.strip())
    packed = content.startswith(b"\x1f\x8b")
    assert packed or traffic.requests + sum(each.count for each in traffic.unread) == written


@given(st.lists(NAMED))
def test_any_lines_of_json_are_a_log(values: list[Any]) -> None:
    traffic = compliance.observe(
        SPEC, logs=[("a.log", io.BytesIO("".join(json.dumps(each) + "\n" for each in values).encode()))]
    )
    assert traffic.requests + sum(each.count for each in traffic.unread) == len(values)


@given(st.lists(NAMED | VALUES, min_size=1))
def test_any_entries_are_an_archive(entries: list[Any]) -> None:
    content = json.dumps({"log": {"entries": entries}}).encode()
    traffic = compliance.observe(SPEC, archives=[("a.har", io.BytesIO(content))])
    assert traffic.requests + sum(each.count for each in traffic.unread) == len(entries)


@given(VALUES, st.text(max_size=30), st.text(max_size=30))
def test_any_body_and_address_are_told_in_both_forms(value: Any, path: str, media_type: str) -> None:
    content = {"size": 9, "mimeType": media_type, "text": json.dumps(value)}
    entries = [
        entry("GET", f"https://api.a.example/v1/{path}", content=content),
        entry("GET", "https://api.a.example/v1/households", content={**content, "mimeType": "application/json"}),
    ]
    traffic = seen(*entries)
    for form in ("text", "json"):
        assert compliance.render(traffic, form, language="vi")


@given(st.integers(min_value=1000, max_value=10**15), st.text(alphabet="abcxyz-_.~%@+=;,!$&'()*", max_size=12))
def test_no_number_in_an_address_is_told(number: int, around: str) -> None:
    traffic = seen(line("GET", f"/v1/debug/{around}{number}{around[::-1]}?q={number}"), line("GET", "/v1/households"))
    assert len(traffic.findings) == 1
    assert str(number) not in compliance.render(traffic, "json")
