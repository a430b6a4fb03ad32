"""Good answers: lists in pages, single things, headers, other forms than JSON, and what HTTP knows besides."""

import gzip
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from mocks.openapi.asking import ADMITTED, Asking, answering, document
from ndxp_mocks.openapi.fake_values import phrase
from ndxp_mocks.platform.misbehaviour import Misbehaviour, ObservedAnswer, ObservedRequest

PET = {
    "type": "object",
    "required": ["id", "name"],
    "properties": {"id": {"type": "integer", "format": "int64"}, "name": {"type": "string"}},
}
COMPONENTS = {"schemas": {"Pet": PET}}
REFERENCE = {"$ref": "#/components/schemas/Pet"}


def parameter(name: str, **schema: Any) -> dict[str, Any]:
    return {"name": name, "in": "query", "schema": {"type": "integer", **schema}}


def listing(answer: Any, *parameters: Any, **response: Any) -> Asking:
    item = answering(answer, parameters=list(parameters))
    item["get"]["responses"]["200"] |= response
    missing = {"404": {"description": "none"}}
    single = answering(
        REFERENCE, parameters=[{"name": "id", "in": "path", "required": True, "schema": {"type": "integer"}}]
    )
    single["get"]["responses"] |= missing
    return Asking(document({"/pets": item, "/pets/{id}": single}, components=COMPONENTS))


def page(**members: Any) -> dict[str, Any]:
    """An answer with items and these members, nothing else, all of them required."""
    properties = {"items": {"type": "array", "items": REFERENCE}, **members}
    return {"type": "object", "required": [*properties], "properties": properties, "additionalProperties": False}


def ids(rows: list[Any]) -> list[int]:
    return [row["id"] for row in rows]


def test_a_list_in_numbered_pages_comes_to_its_end_with_each_thing_once() -> None:
    asking = listing(
        page(total={"type": "integer"}, total_pages={"type": "integer"}, page={"type": "integer"}),
        parameter("page", minimum=1, default=1),
        parameter("per_page", maximum=50),
    )
    pages = [asking.get(f"/pets?per_page=7&page={number}").json for number in range(1, 6)]
    assert [len(each["items"]) for each in pages] == [7, 7, 7, 3, 0]
    assert sorted(ids([row for each in pages for row in each["items"]])) == list(range(1, 25))
    assert {(each["total"], each["total_pages"]) for each in pages} == {(24, 4)}
    assert [each["page"] for each in pages[:4]] == [1, 2, 3, 4]


def test_a_list_by_offset_says_whether_there_is_more() -> None:
    asking = listing(page(has_more={"type": "boolean"}), parameter("offset"), parameter("limit"))
    first, last = asking.get("/pets?limit=20").json, asking.get("/pets?limit=20&offset=20").json
    assert (len(first["items"]), first["has_more"]) == (20, True)
    assert (len(last["items"]), last["has_more"]) == (4, False)


@pytest.mark.parametrize("end", [{"type": ["string", "null"]}, {"type": "string"}])
def test_a_list_by_cursor_is_walked_by_what_each_page_gives(end: Any) -> None:
    cursor = {"name": "cursor", "in": "query", "schema": {"type": "string"}}
    asking = listing(page(next_cursor=end), parameter("limit", default=10), cursor)
    found, target = [], "/pets"
    for _ in range(3):
        answer = asking.get(target).json
        found += ids(answer["items"])
        target = f"/pets?cursor={answer['next_cursor']}"
    assert not answer["next_cursor"]
    assert sorted(found) == list(range(1, 25))
    assert asking.get("/pets?cursor=of-somebody-else").status == 400


def test_a_cursor_that_is_the_last_thing_seen() -> None:
    after = {"name": "starting_after", "in": "query", "schema": {"type": "string"}}
    asking = listing(page(has_more={"type": "boolean"}), parameter("limit"), after)
    first = asking.get("/pets?limit=20").json
    last = asking.get(f"/pets?limit=20&starting_after={first['items'][-1]['id']}").json
    assert sorted(ids(first["items"]) + ids(last["items"])) == list(range(1, 25))
    assert last["has_more"] is False


def test_a_bare_list_leads_on_by_a_link() -> None:
    asking = listing({"type": "array", "items": REFERENCE, "maxItems": 5}, parameter("page"), parameter("per_page"))
    first = asking.get("/pets?per_page=100")
    assert len(first.json) == 5
    assert first.header("Link") == '</pets?per_page=100&page=2>; rel="next"'
    assert asking.get("/pets?per_page=100&page=5").header("Link") is None


def test_a_list_of_changes_gives_what_changed_since_then() -> None:
    changed = {"type": "string", "format": "date-time"}
    row = {
        "type": "object",
        "required": ["id", "changed_at"],
        "properties": {**PET["properties"], "changed_at": changed},
    }
    since = {"name": "updated_since", "in": "query", "schema": changed}
    asking = Asking(document({"/a": answering({"type": "array", "items": row}, parameters=[since, parameter("page")])}))
    whole = asking.get("/a").json
    narrowed = asking.get(f"/a?updated_since={whole[4]['changed_at'].replace('+', '%2B')}").json
    assert narrowed[0] == whole[4]
    assert {each["id"] for each in whole[:4]}.isdisjoint(each["id"] for each in narrowed)


def test_a_list_that_is_not_read_in_pages_is_whole() -> None:
    asking = listing({"type": "array", "items": REFERENCE}, parameter("limit"))
    assert len(asking.get("/pets").json) == 24
    assert len(asking.get("/pets?limit=3").json) == 3


def test_one_thing_is_that_of_the_list_and_an_unknown_one_is_not_found() -> None:
    asking = listing({"type": "array", "items": REFERENCE}, parameter("limit"))
    for row in asking.get("/pets").json:
        assert asking.get(f"/pets/{row['id']}").json == row
    assert asking.get("/pets/25").status == 404


def test_an_identifier_is_never_unknown_where_the_document_does_not_say_so() -> None:
    path = {"name": "pet_id", "in": "path", "required": True, "schema": {"type": "integer"}}
    asking = Asking(document({"/pets/{pet_id}": answering(REFERENCE, parameters=[path])}, components=COMPONENTS))
    assert asking.get("/pets/987654").json["id"] == 987654


def test_documented_headers_are_sent() -> None:
    headers = {
        "X-Count": {"required": True, "schema": {"type": "integer", "minimum": 3}},
        "X-Text": {"schema": {"type": "string"}},
        "Content-Type": {"schema": {"type": "string"}},
    }
    said = listing({"type": "array", "items": REFERENCE}, headers=headers).get("/pets")
    assert int(said.header("X-Count") or 0) >= 3
    assert (said.header("X-Text") or "").isascii()
    assert said.reply.media_type == "application/json"


def test_an_enumeration_is_sent_as_a_sample_only_where_its_schema_permits_it() -> None:
    query = {"name": "q", "in": "query", "required": True, "schema": {"type": "integer", "enum": ["a", 2]}}
    platform = Asking(document({"/a": answering(PET, parameters=[query])})).platform
    assert platform.sample(platform.operations()[0]) == {("query", "q"): 2}


@pytest.mark.parametrize(
    ("responses", "status"),
    [
        ({"201": {}, "200": {}, "default": {}}, 200),
        ({"2XX": {}, "default": {}}, 200),
        ({"202": {}, "400": {}}, 202),
        ({"default": {}}, 200),
        ({"302": {}, "404": {}}, 302),
    ],
)
def test_the_first_good_status_of_the_document_is_answered(responses: Any, status: int) -> None:
    told = {key: {"description": "a", **value} for key, value in responses.items()}
    assert Asking(document({"/a": {"get": {"responses": told}}})).get("/a").status == status


def test_xml_follows_what_the_document_says_of_it() -> None:
    schema = {
        "type": "object",
        "xml": {"name": "thu-cung"},
        "properties": {
            "id": {"type": "integer", "xml": {"attribute": True}},
            "ten": {"type": "string"},
            "anh": {"type": "array", "xml": {"wrapped": True}, "items": {"type": "string", "xml": {"name": "a"}}},
        },
        "required": ["id", "ten", "anh"],
    }
    root = ET.fromstring(Asking(document({"/a": answering(schema, "application/xml")})).get("/a").reply.body)
    assert (root.tag, root.get("id"), [each.tag for each in root]) == ("thu-cung", "1", ["ten", "anh"])
    assert {each.tag for each in root[1]} == {"a"}


def test_other_forms_than_json() -> None:
    rows = {"type": "array", "items": PET, "minItems": 2}
    assert Asking(document({"/a": answering(rows, "text/csv")})).get("/a").reply.body.startswith(b"id,name\r\n")
    lines = Asking(document({"/a": answering(rows, "application/x-ndjson")})).get("/a").reply.body
    assert len(lines.splitlines()) == 2
    assert (
        Asking(document({"/a": answering({"type": "string"}, "image/png")})).get("/a").reply.body.startswith(b"\x89PNG")
    )
    text = Asking(document({"/a": answering({"type": "string"}, "text/plain")})).get("/a").reply
    assert text.media_type == "text/plain; charset=utf-8"


def test_what_http_knows_besides() -> None:
    asking = Asking(document({"/a": answering({"type": "string", "minLength": 3000})}))
    said = asking.get("/a", X_Correlation_Id="a-1", Accept_Encoding="gzip")
    assert said.header("X-Correlation-Id") == "a-1"
    assert (said.header("Content-Encoding"), said.header("Vary")) == ("gzip", "Accept-Encoding")
    plain = asking.get("/a")
    assert gzip.decompress(said.reply.body) == plain.reply.body
    assert said.header("ETag") != plain.header("ETag")
    again = asking.get("/a", If_None_Match=plain.header("ETag") or "")
    assert (again.status, again.reply.body, again.header("ETag")) == (304, b"", plain.header("ETag"))
    assert asking.get("/a", Accept_Encoding="gzip;q=0").header("Content-Encoding") is None
    assert plain.header("RateLimit") is not None
    assert plain.header("X-Correlation-Id") is None


def test_an_answer_that_depends_on_the_identifier_of_its_request_is_not_that_of_another() -> None:
    named = {"name": "X-Correlation-Id", "in": "header", "schema": {"type": "string", "maxLength": 3}}
    told = document(
        {"/a": answering({"type": "string"}, parameters=[{"$ref": "#/components/parameters/Id"}])},
        components={"parameters": {"Id": named}},
    )
    asking = Asking(told)
    assert [asking.get("/a", X_Correlation_Id=each).status for each in ("abc", "abcd", "abc")] == [200, 400, 200]


def test_faults_change_requests_and_answers_of_any_document() -> None:
    def amend(asked: ObservedRequest, answer: ObservedAnswer) -> ObservedAnswer:
        assert asked.operation is not None
        return answer.with_data({"operation": asked.operation["operationId"], "flaw": asked.admission.flaw})

    told = document(
        {"/a": answering(PET, operationId="readA", security=[{"t": []}])},
        components={"securitySchemes": {"t": {"type": "http", "scheme": "bearer"}}},
    )
    wrong = Asking(told, misbehaviour=Misbehaviour(ObservedRequest.admitted, amend))
    assert (wrong.get("/a").status, wrong.get("/a").json) == (200, {"operation": "readA", "flaw": "missing"})
    assert wrong.ask("GET", "/a", ADMITTED).json["flaw"] is None


UNSERVED: dict[str, tuple[Any, str]] = {
    "nothing satisfies": ({"allOf": [{"type": "string"}, {"type": "integer"}]}, "schema_nothing_satisfies"),
    "no bounds": ({"type": "integer", "minimum": 5, "maximum": 4}, "schema_nothing_satisfies"),
    "without end": ({"$ref": "#/components/schemas/Endless"}, "schema_without_end"),
    "itself": ({"$ref": "#/components/schemas/Itself"}, "schema_without_end"),
    "not found": ({"$ref": "#/components/schemas/Nobody"}, "reference_not_found"),
    "elsewhere": ({"$ref": "https://a.example/b.yaml#/C"}, "reference_not_at_hand"),
    "another file": ({"$ref": "../b.yaml"}, "reference_not_at_hand"),
    "within": ({"type": "array", "minItems": 1, "items": {"$ref": "b.yaml"}}, "reference_not_at_hand"),
}


@pytest.mark.parametrize("name", UNSERVED)
def test_what_cannot_be_served_is_said_and_all_else_is_served(name: str) -> None:
    schema, word = UNSERVED[name]
    endless = {"type": "object", "required": ["a"], "properties": {"a": {"$ref": "#/components/schemas/Endless"}}}
    schemas = {"Endless": endless, "Itself": {"allOf": [{"$ref": "#/components/schemas/Itself"}]}}
    asking = Asking(document({"/a": answering(schema), "/b": answering(PET)}, components={"schemas": schemas}))
    assert [(each.operation, each.reason.word) for each in asking.platform.unsuitable()] == [("GET /a", word)]
    assert [asking.get(path).status for path in ("/a", "/b")] == [501, 200]


def test_operations_that_nobody_can_call_are_said() -> None:
    schemes = {"certificate": {"type": "mutualTLS"}}
    paths = {
        "/a": answering(PET, security=[{"certificate": []}]),
        "/b": answering(PET, security=[{"unknown": []}]),
        "/c": answering(PET, security=[{"certificate": []}, {}]),
        "/d?e": answering(PET),
        "/f": {"$ref": "#/components/pathItems/None"},
    }
    asking = Asking(document(paths, components={"securitySchemes": schemes}))
    found = {each.operation: each.reason.word for each in asking.platform.unsuitable()}
    assert found == {
        "GET /a": "scheme_not_served",
        "GET /b": "scheme_not_declared",
        "GET /d?e": "path_never_asked",
        "/f": "reference_not_found",
    }
    assert asking.get("/c").status == 200


def test_words_of_a_name() -> None:
    assert [phrase(each) for each in ("citizenId", "HTTPStatus", "ho_ten", "x-next", "address2")] == [
        "citizen id",
        "http status",
        "ho ten",
        "x next",
        "address 2",
    ]
