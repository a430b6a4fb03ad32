"""Documents that are written unlike most: the platform that keeps to one is found flawless all the same."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import pytest

from compliance import Outcome
from ndxp_mocks import serve_document
from tools.audited_documents import audited, found

pytestmark = pytest.mark.usefixtures("sockets_and_processes")
DISTRICT: Final = {
    "type": "object",
    "required": ["ma", "ten"],
    "properties": {"ma": {"type": "string"}, "ten": {"type": "string"}},
}
OF_ANY_TYPE: Final = {"*/*": {"schema": DISTRICT}}
OF_JSON: Final = {"application/json": {"schema": DISTRICT}}
ID: Final = {"name": "ma", "in": "path", "required": True, "schema": {"type": "string"}, "example": "mau-01"}
OFFSET: Final = [{"name": name, "in": "query", "schema": {"type": "integer"}} for name in ("limit", "offset")]
ONE_ROW: Final = {"type": "array", "items": {"type": "object", "properties": {"id": {"const": "mau-01"}}}}
ENCLOSED: Final = {"properties": {"data": {"type": "object", "properties": {"cuocHop": ONE_ROW}}}}
NUMBER: Final = {"type": "integer", "default": 1}
PAGES: Final = [
    {"name": "page[number]", "in": "query", "schema": NUMBER},
    {"name": "page[size]", "in": "query", "schema": {"type": "integer", "default": 10}},
    {"name": "page[cursor]", "in": "query", "schema": {"type": "string"}},
]
SINCE: Final = [
    {"name": "start", "in": "query", "schema": {"type": "string", "format": "date-time"}},
    {"name": "page", "in": "query", "schema": NUMBER},
    {"name": "count", "in": "query", "schema": {"type": "integer", "default": 5}},
]
CURSOR: Final = {"name": "page_token", "in": "query", "schema": {"type": "string"}}
PAGE_AS_TEXT: Final = {"name": "page", "in": "query", "schema": {"type": "string"}}
BETWEEN: Final = {"name": "start", "in": "query", "style": "deepObject", "schema": {"type": "object"}}
CURSORS: Final = PAGES[1:]
LINK: Final = {"type": "string", "format": "uri"}
LINKED: Final[Mapping[str, Any]] = {
    "properties": {
        "huyen": {"type": "array", "items": {"type": "object", "properties": {"id": {"type": "string"}}}},
        "links": {"type": "object", "properties": {"next": LINK, "prev": LINK, "self": LINK}, "required": ["self"]},
    }
}
PATTERNS: Final = (
    r"^[-\w\._]+$",
    r"^\w+$",
    r"^[\w-.]+$",
    r"^[\p{L} ]+$",
    r"^\p{Lu}\p{L}{2}$",
    r"^\d{3}\D$",
    r"^[a[b]+$",
)
NAMES: Final = ("ten", "ghi_chu", "kind", "ho_ten", "noi_dung", "ma", "mo_ta")
PATTERNED: Final = {
    "type": "object",
    "required": NAMES,
    "properties": {name: {"type": "string", "pattern": pattern} for name, pattern in zip(NAMES, PATTERNS, strict=True)},
}
ROWS: Final = LINKED["properties"]["huyen"]
TOLD: Final = {"properties": {"items": ROWS, "next_cursor": {"type": ["string", "null"]}}}
EMBEDDED: Final = {"properties": {"_embedded": {"type": "object", "properties": {"huyen": ROWS}}}}
NAMED: Final = {"type": "object", "properties": {"chuQuanId": {"type": "string"}, "tenDay": {"type": "string"}}}
PLAINLY_LINKED: Final = json.loads(json.dumps(LINKED).replace(', "format": "uri"', ""))


def get(responses: Mapping[str, Any], **more: Any) -> dict[str, Any]:
    return {"x-sharing-form": "open", "responses": responses, **more}


def answer(content: Any = None) -> dict[str, Any]:
    return {"description": "", **({} if content is None else {"content": content})}


def listed(schema: Any) -> dict[str, Any]:
    return {"200": answer({"application/json": {"schema": schema}})}


ODD: Final[Mapping[str, Mapping[str, Any]]] = {
    "bodies of any media type": {"/huyen": {"get": get({"200": answer(OF_ANY_TYPE), "400": answer(OF_ANY_TYPE)})}},
    "any media type beside JSON": {"/huyen": {"get": get({"200": answer({**OF_ANY_TYPE, **OF_JSON})})}},
    "text of any form": {"/huyen": {"get": get({"200": answer({"text/*": {"schema": {"type": "string"}}})})}},
    "an answer without a body": {"/huyen": {"get": get({"200": answer()})}},
    "patterns as ECMA-262 means them": {"/huyen": {"get": get(listed(PATTERNED))}},
    "an error of which only the media type is known": {
        "/huyen/{ma}": {"get": get({"200": answer(OF_JSON), "404": answer({"text/plain": {}})}, parameters=[ID])},
    },
}
LISTS: Final[Mapping[str, Mapping[str, Any]]] = {
    "a list that stands alone within the data": {"/hop": {"get": get(listed(ENCLOSED), parameters=OFFSET)}},
    "times from which on the list is": {
        "/huyen": {"get": get(listed(LINKED["properties"]["huyen"]), parameters=SINCE)}
    },
    "a filter that is called as a position": {"/huyen": {"get": get(listed(ROWS), parameters=[BETWEEN, *OFFSET])}},
    "a cursor beside an offset": {"/huyen": {"get": get(listed(TOLD), parameters=[*OFFSET, CURSOR])}},
    "numbers of pages that are called text": {"/huyen": {"get": get(listed(ROWS), parameters=[PAGE_AS_TEXT])}},
    "a list that is embedded": {"/huyen": {"get": get(listed(EMBEDDED), parameters=PAGES[:2])}},
    "records that are told apart by the name in a path": {
        "/huyen": {"get": get(listed({"type": "array", "items": NAMED}), parameters=OFFSET)},
        "/huyen/{tenDay}": {
            "get": get({"200": answer({"application/json": {"schema": NAMED}})}, parameters=[{**ID, "name": "tenDay"}])
        },
    },
    "whole addresses of the pages beside": {"/huyen": {"get": get(listed(LINKED), parameters=OFFSET)}},
    "addresses in place of cursors": {"/huyen": {"get": get(listed(PLAINLY_LINKED), parameters=CURSORS)}},
    "addresses that are called text": {"/huyen": {"get": get(listed(PLAINLY_LINKED), parameters=PAGES)}},
}
# What nobody can be asked, or would be asked in vain.
UNASKED: Final[Mapping[str, Mapping[str, Any]]] = {
    "a body that GET requires": {
        "/huyen": {"get": get({"200": answer(OF_JSON)}, requestBody={"required": True, "content": OF_JSON})},
    },
    "a query in the path": {"/huyen?tinh=mau": {"get": get({"200": answer(OF_JSON)})}},
}
NEAR: Final = {"name": "gan", "in": "query", "required": True, "schema": {"type": "number"}, "example": 5}
FORM: Final = {"name": "dang", "in": "path", "required": True, "schema": {"enum": ["json"]}}
TAKEN: Final[Mapping[str, Mapping[str, Any]]] = {
    "a body of JSON or of text": {
        "/huyen": {
            "get": get({"200": answer(OF_JSON)}),
            "post": {
                "requestBody": {"content": {**OF_JSON, "text/plain": {"schema": {"type": "string"}}}},
                "responses": {"204": answer(), "4XX": answer(OF_JSON)},
            },
        },
    },
    "paths of which one says more": {
        "/huyen/{ma}.{dang}": {"get": get({"200": answer(OF_JSON)}, parameters=[ID, FORM])},
        "/huyen/gan.{dang}": {"get": get({"200": answer(OF_JSON), "400": answer(OF_JSON)}, parameters=[NEAR, FORM])},
    },
}
BESIDE_A_NAME: Final = {
    "/huyen/{ma}": {"get": get({"200": answer(OF_JSON)}, parameters=[ID])},
    "/huyen/theo-doi": {"post": {"responses": {"204": answer()}}},
}


def outcomes_of(paths: Mapping[str, Any], folder: Path, version: str = "3.1.0") -> tuple[set[Any], dict[str, Outcome]]:
    """What is found at the platform of a document with these paths, and the outcome of each rule."""
    told = {"openapi": version, "info": {"title": "Mẫu", "version": "1.0.0"}, "paths": paths}
    file = folder / "openapi.json"
    file.write_text(json.dumps(told), encoding="utf-8")
    with serve_document(file) as served:
        report = audited(served, file)
    outcomes = {each.rule.rpartition(".")[2]: each.outcome for each in report.subjects[0].verdicts}
    return found(report, served.base_url), outcomes


KEPT: Final = [
    *((paths, "status_is_documented") for paths in ODD.values()),
    *((paths, "pages_come_to_an_end") for paths in LISTS.values()),
    *((paths, "bad_input_is_not_accepted") for paths in TAKEN.values()),
    (BESIDE_A_NAME, "documented_operation_exists"),
]


@pytest.mark.parametrize(("paths", "rule"), KEPT, ids=[*ODD, *LISTS, *TAKEN, "an address that another path may mean"])
def test_platforms_of_odd_documents_break_no_rule(paths: Mapping[str, Any], rule: str, tmp_path: Path) -> None:
    told, outcomes = outcomes_of(paths, tmp_path)
    assert told == set()
    assert outcomes[rule] is Outcome.MET


@pytest.mark.parametrize("kind", UNASKED)
@pytest.mark.parametrize("version", ["3.0.3", "3.1.0"])
def test_a_read_that_nobody_can_make_is_neither_a_breach_nor_a_pass(kind: str, version: str, tmp_path: Path) -> None:
    told, outcomes = outcomes_of(UNASKED[kind], tmp_path, version)
    assert told == set()
    assert outcomes["documented_operation_exists"] is Outcome.NOT_OBSERVED


@pytest.mark.parametrize(
    ("description", "rules"),
    [
        ("Viết theo dạng yyyy-MM-dd.", {"endpoint.times_carry_their_zone"}),
        ("Viết theo dạng yyyy-MM-dd<b>T</b>HH.", set()),
        (f"{'Tên của một thuộc tính, không phải là ngày. ' * 6} Ngày khác viết yyyy-MM-dd.", set()),
    ],
)
def test_a_form_that_a_long_text_names_in_passing_binds_no_value(
    description: str, rules: set[str], tmp_path: Path
) -> None:
    schema = {"type": "object", "properties": {"thuoc_tinh": {"type": "string", "description": description}}}
    told, _ = outcomes_of({"/huyen": {"get": get(listed({**schema, "required": ["thuoc_tinh"]}))}}, tmp_path)
    assert {rule for rule, _, _ in told} == rules
