"""What the judge of answers says of one answer: part by part, and what it leaves undecided."""

import json
from typing import Any

import pytest

from compliance.loading.documents import load_document
from compliance.loading.instances import JsonSchemaInstances
from compliance.loading.reader import MemoryReader
from compliance.model.answers.answered import Answered
from compliance.model.answers.contract.judge import OwnConformance
from compliance.model.answers.contract.routes import routes_of
from compliance.model.answers.envelope import tells_failure
from compliance.model.instances import Undecided
from compliance.model.openapi.document import Document

HEADS: dict[str, dict[str, Any]] = {"2.0": {"swagger": "2.0"}, "3.0": {"openapi": "3.0.3"}, "3.1": {"openapi": "3.1.0"}}
USER = {
    "type": "object",
    "required": ["id", "mat_khau"],
    "properties": {"id": {"type": "integer", "readOnly": True}, "mat_khau": {"type": "string", "writeOnly": True}},
}


def loaded(tree: dict[str, Any]) -> Document:
    found = load_document("a.json", MemoryReader({"a.json": json.dumps(tree).encode()})).document
    assert found is not None
    return found


def document(version: str, answer: dict[str, Any], status: str = "200", **top: Any) -> Document:
    return loaded({**HEADS[version], "paths": {"/ho": {"get": {"responses": {status: answer}}}}, **top})


def told(
    opened: Document, body: Any, status: int = 200, media_type: str | None = "application/json", **further: Any
) -> list[str]:
    """Part, keyword and pointer of each deviation; `?` for what is undecided."""
    sent = body if isinstance(body, bytes) else json.dumps(body).encode()
    headers = (("content-type", media_type or ""), *further.pop("headers", ()))
    operation = opened.nodes.operations[0]
    answered = Answered(
        status, headers, media_type, sent, operation=operation, instances=JsonSchemaInstances(), **further
    )
    said = OwnConformance().deviations(answered)
    return [
        "?" if isinstance(each, Undecided) else f"{each.part}:{each.keyword}:{'/'.join(map(str, each.path))}"
        for each in said
    ]


def of(schema: Any, media_type: str = "application/json") -> dict[str, Any]:
    return {"description": "", "content": {media_type: {"schema": schema}}}


@pytest.mark.parametrize("version", ["3.0", "3.1"])
def test_what_is_only_read_has_to_come_and_what_is_only_written_must_not(version: str) -> None:
    opened = document(version, of(USER))
    assert told(opened, {"id": 1}) == []
    assert told(opened, {}) == ["body:required:"]
    assert told(opened, {"id": 1, "mat_khau": "x"}) == ["body:false:mat_khau"]


@pytest.mark.parametrize(
    "schema",
    [
        {"allOf": [{"$ref": "#/components/schemas/N"}], "required": ["id", "mat_khau"]},
        {"allOf": [{"$ref": "#/components/schemas/N"}, {"required": ["id", "mat_khau"]}]},
        {"allOf": [{"allOf": [{"$ref": "#/components/schemas/N"}]}, {"anyOf": [{"required": ["id", "mat_khau"]}]}]},
    ],
)
@pytest.mark.parametrize("version", ["3.0", "3.1"])
def test_a_name_may_be_required_beside_the_schema_that_says_it_is_only_written(version: str, schema: Any) -> None:
    members = {"schemas": {"N": {"type": "object", "properties": USER["properties"]}}}
    opened = document(version, of(schema), components=members)
    assert told(opened, {"id": 1}) == []
    assert told(opened, {}) != []


@pytest.mark.parametrize(
    ("status", "documented", "expected"),
    [
        (200, "200", []),
        (206, "2XX", []),
        (206, "default", []),
        (206, "200", ["status:status:"]),
        (500, "200", ["status:status:"]),
        (401, "200", []),
        (503, "200", []),
    ],
)
def test_a_status_is_documented_by_number_by_range_or_by_default(
    status: int, documented: str, expected: list[str]
) -> None:
    assert told(document("3.0", {"description": ""}, documented), {}, status) == expected


@pytest.mark.parametrize(
    ("promised", "sent", "is_promised"),
    [
        ("application/json", "application/json", True),
        ("application/json", "application/vnd.example+json", True),
        ("application/vnd.example+json", "application/json", True),
        ("application/json; version=1", "application/json", True),
        ("application/*", "application/json", True),
        ("*/*", "application/json", True),
        ("application/json", "text/html", False),
        ("application/json", "application/xml", False),
        ("application/json", None, False),
        ("text/*", "application/json", False),
    ],
)
def test_media_types_match_but_for_suffixes_and_parameters(promised: str, sent: str | None, is_promised: bool) -> None:
    opened = document("3.1", of({"type": "object"}, promised))
    assert (told(opened, {}, media_type=sent) == []) is is_promised


def test_version_2_promises_what_it_produces() -> None:
    answer = {"description": "", "schema": {"type": "object"}}
    opened = document("2.0", answer, produces=["application/json"])
    assert told(opened, {}) == []
    assert told(opened, []) == ["body:type:"]
    assert told(opened, b"<a/>", media_type="application/xml") == ["media-type:media-type:"]
    assert told(document("2.0", {**answer, "schema": {"type": "file"}}), b"%PDF", media_type="application/pdf") == []


def test_required_headers_come_and_fit() -> None:
    headers = {"X-Total": {"required": True, "schema": {"type": "integer"}}, "X-Note": {"schema": {"type": "string"}}}
    opened = document("3.0", {**of({}), "headers": headers})
    assert told(opened, {}) == ["headers:missing:"]
    assert told(opened, {}, headers=(("x-total", "mười"),)) == ["headers:type:"]
    assert told(opened, {}, headers=(("x-total", "12"),)) == []


@pytest.mark.parametrize(
    ("schema", "sent", "expected"),
    [
        ({"type": "array", "items": {"type": "integer"}}, ["1, 2,3"], []),
        ({"type": "array", "items": {"type": "integer"}}, ["1", "2"], []),
        ({"type": "array", "items": {"type": "integer"}}, ["1,hai"], ["headers:type:"]),
        ({"type": "array", "items": {"type": "integer"}}, ["1", "hai"], ["headers:type:"]),
        ({"type": "array", "items": {"type": "integer"}, "maxItems": 1}, ["1,2"], ["headers:limit:"]),
        ({"type": "array", "items": {"type": "string"}, "maxItems": 1}, ["Wed, 09 Jun 2027 10:18:14 GMT"], []),
        ({"type": "object", "properties": {"a": {"type": "integer"}}}, ["a,hai"], []),
    ],
)
def test_a_list_in_a_header_is_held_item_by_item(schema: Any, sent: list[str], expected: list[str]) -> None:
    opened = document("3.1", {**of({}), "headers": {"X-A": {"schema": schema}}})
    assert told(opened, {}, headers=tuple(("x-a", value) for value in sent)) == expected


def test_what_cannot_be_judged_is_undecided_and_never_guessed() -> None:
    opened = document("3.0", of({"type": "object", "required": ["a"]}))
    assert told(opened, b'{"a": 1', is_truncated=True) == ["?"]
    assert told(opened, "Hà".encode("utf-16")) == ["?"]
    assert told(opened, b'{"a": NaN}') == ["body:syntax:"]
    multipart = document("3.0", of({"type": "object"}, "multipart/mixed"))
    assert told(multipart, b"--x", media_type="multipart/mixed") == ["?"]
    xml = document("3.0", of({"type": "object"}, "application/xml"))
    assert told(xml, b"<a/>", media_type="application/xml") == ["?"]


def test_bytes_and_texts_are_what_their_schema_says() -> None:
    assert told(document("3.0", of({"type": "string"}, "text/csv")), b"a;b", media_type="text/csv") == []
    binary = document("3.0", of({"type": "string", "format": "binary"}, "application/pdf"))
    assert told(binary, b"%PDF", media_type="application/pdf") == []
    printed = document("3.1", of({"type": "string", "contentMediaType": "application/pdf"}, "application/pdf"))
    assert told(printed, b"%PDF", media_type="application/pdf") == []


def test_no_body_where_one_is_promised_deviates_unless_there_never_is_one() -> None:
    opened = document("3.0", of({"type": "object"}), "2XX")
    assert told(opened, b"") == ["body:empty:"]
    assert told(opened, b"", 204) == []
    assert told(opened, b"", method="HEAD") == []


def test_a_time_that_lacks_its_zone_is_left_to_the_rule_on_zones() -> None:
    opened = document("3.1", of({"type": "string", "format": "date-time"}))
    assert told(opened, "2026-11-28T08:30:00") == []
    assert told(opened, "28/11/2026") == ["body:format:"]
    assert told(document("3.1", of({"type": "string", "format": "uuid"})), "khong-phai") == []


def test_a_mapped_discriminator_chooses_the_schema() -> None:
    pets = {
        "Meo": {"type": "object", "properties": {"loai": {}, "ria": {"type": "integer"}}},
        "Cho": {"type": "object", "properties": {"loai": {}, "ria": {"type": "string"}}},
    }
    mapping = {"meo": "#/components/schemas/Meo", "cho": "Cho"}
    choice = {
        "oneOf": [{"$ref": f"#/components/schemas/{name}"} for name in pets],
        "discriminator": {"propertyName": "loai", "mapping": mapping},
    }
    opened = document("3.0", of(choice), components={"schemas": pets})
    assert told(opened, {"loai": "meo", "ria": 3}) == []
    assert told(opened, {"loai": "cho", "ria": 3}) != []
    assert told(opened, {"loai": "Meo", "ria": 3}) == []
    assert told(opened, {"loai": "Cho", "ria": 3}) != []
    assert told(opened, {"loai": "ga"}) == ["body:anyOf:"]


def test_what_stands_behind_a_reference_to_nowhere_is_no_breach() -> None:
    assert told(document("3.0", {"$ref": "#/components/responses/Khong"}), {}) == []
    assert told(document("3.0", of({"$ref": "#/components/schemas/Khong"})), {}) == ["?"]


DEEP = b"[" * 300 + b"]" * 300
TREE = {"type": "object", "properties": {"con": {"$ref": "#/components/schemas/Cay"}}}


@pytest.mark.parametrize(
    ("of_member", "expected"),
    [({}, []), ({"type": "array"}, []), ({"type": "integer"}, ["?"]), ({"enum": [[1]]}, ["?"])],
)
def test_what_no_schema_looks_into_may_be_as_deep_as_it_likes(of_member: Any, expected: list[str]) -> None:
    opened = document("3.1", of({"properties": {"so": {"type": "integer"}, "kem": of_member}}))
    assert told(opened, b'{"so": 1, "kem": %b}' % DEEP) == expected
    assert told(opened, b'{"so": "mot"}') == ["body:type:so"]


def test_what_a_schema_follows_down_may_be_deep_but_not_without_end() -> None:
    opened = document("3.1", of(TREE), components={"schemas": {"Cay": TREE}})
    for depth, expected in ((90, []), (300, ["?"])):
        assert told(opened, b'{"con": ' * depth + b"{}" + b"}" * depth) == expected


def test_routes_lead_to_the_most_fixed_path() -> None:
    paths = ("/ho", "/ho/{so}", "/ho/moi", "/ho/{so}/nguoi", "/tep/{ten}.json", "/tep/{ten}", "/{a}/{b}/{c}/{d}")
    table = routes_of(loaded({**HEADS["3.0"], "paths": {path: {"get": {}} for path in paths}}))

    def found(path: str, method: str = "GET") -> str | None:
        operation = table.operation(method, path)
        return operation.path if operation is not None else None

    assert [
        found(path) for path in ("/ho", "/ho/12", "/ho/moi", "/ho/moi/nguoi", "/tep/a.json", "/tep/a", "/1/2/3/4")
    ] == [
        "/ho",
        "/ho/{so}",
        "/ho/moi",
        "/ho/{so}/nguoi",
        "/tep/{ten}.json",
        "/tep/{ten}",
        "/{a}/{b}/{c}/{d}",
    ]
    assert [found("/ho/"), found("/khong"), found("/ho", "POST"), found("/a" * 500)] == [None] * 4
    assert (table.template("/ho/12"), table.template("/khong")) == ("/ho/{so}", None)


@pytest.mark.parametrize(
    ("envelope", "is_failure"),
    [
        ({"error_code": 0, "result": []}, False),
        ({"error_code": "0", "message": "OK"}, False),
        ({"error_code": "-1", "message": "Sai mã"}, True),
        ({"error_code": 5, "result": [{"a": 1}]}, False),
        ({"Status": 0, "Message": "Không có quyền"}, True),
        ({"status": "open", "message": "đang mở"}, False),
        ({"trangThai": "loi", "moTa": "Hết phiên"}, True),
        ({"success": False}, True),
        ({"success": True, "error": None}, False),
        ({"error": {"code": 1}}, True),
        ({"errors": []}, False),
        ([{"error": "x"}], False),
        ("error", False),
    ],
)
def test_an_envelope_tells_of_failure(envelope: Any, is_failure: bool) -> None:
    assert tells_failure(envelope) is is_failure


def test_a_soap_fault_is_a_failure() -> None:
    fault = b'<s:Envelope xmlns:s="x"><s:Body><s:Fault><faultcode>a</faultcode></s:Fault></s:Body></s:Envelope>'
    assert tells_failure(None, fault)
    assert not tells_failure(None, fault.replace(b"Fault", b"Answer"))
