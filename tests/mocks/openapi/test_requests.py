"""Requests are held to the document, and refused as a flawless platform does."""

import base64
from typing import Any
from urllib.parse import quote

import pytest

from mocks.openapi.asking import ADMITTED, Asking, answering, document
from ndxp_mocks import TOKEN
from ndxp_mocks.openapi.security import NARROW_TOKEN, USER

NONE: dict[str, Any] = {"204": {"description": "done"}}


def taking(*parameters: Any, path: str = "/a", **operation: Any) -> Asking:
    return Asking(document({path: {"get": {"parameters": list(parameters), "responses": NONE, **operation}}}))


def parameter(name: str, schema: Any, place: str = "query", **rest: Any) -> dict[str, Any]:
    return {"name": name, "in": place, "schema": schema, **rest}


NUMBERS = {"type": "array", "items": {"type": "integer"}, "maxItems": 2}
POINT = {"type": "object", "properties": {"x": {"type": "integer"}, "y": {"type": "string"}}, "required": ["x"]}


@pytest.mark.parametrize(
    ("asked", "good", "bad"),
    [
        (parameter("q", {"type": "integer", "minimum": 1}, required=True), "q=1", ["", "q=0", "q=x", "q=1.5", "q="]),
        (parameter("q", {"type": "number"}), "q=-1.5e3", ["q=x", "q=NaN"]),
        (parameter("q", {"type": "boolean"}), "q=true", ["q=1", "q=True"]),
        (parameter("q", {"type": "string", "pattern": "^[0-9]+$"}), "q=12", ["q=x", "q=1%0A"]),
        (parameter("q", {"enum": ["a", 1]}), "q=1", ["q=b"]),
        (parameter("q", {"type": "string", "format": "date"}), "q=2025-02-28", ["q=2025-02-30", "q=20250228"]),
        (parameter("q", {"oneOf": [{"type": "integer"}, {"enum": ["all"]}]}), "q=all", ["q=none"]),
        (parameter("q", NUMBERS), "q=1&q=2", ["q=1&q=x", "q=1&q=2&q=3"]),
        (parameter("q", NUMBERS, explode=False), "q=1,2", ["q=1,x", "q=1,2,3"]),
        (parameter("q", NUMBERS, style="pipeDelimited", explode=False), "q=1|2", ["q=1|x"]),
        (parameter("q", POINT, style="deepObject"), "q[x]=1&q[y]=2", ["q[x]=a", "q[y]=2"]),
        (parameter("q", POINT), "x=1&y=2", ["x=a"]),
        (parameter("q", POINT, explode=False), "q=x,1,y,2", ["q=x,a"]),
        (
            {"name": "q", "in": "query", "content": {"application/json": {"schema": POINT}}},
            'q={"x":1}',
            ['q={"x":"1"}'],
        ),
    ],
)
def test_a_query_is_held_to_its_schema(asked: Any, good: str, bad: list[str]) -> None:
    asking = taking(asked)
    assert asking.get(f"/a?{quote(good, safe='=&%[],|')}").status == 204
    assert [asking.get(f"/a?{quote(each, safe='=&%[],|')}").status for each in bad] == [400] * len(bad)


def test_paths_headers_and_cookies_are_held_to_their_schemas() -> None:
    number = {"type": "integer", "maximum": 5}
    asking = taking(
        parameter("id", number, "path", required=True),
        parameter("X-Depth", number, "header", required=True),
        parameter("crumb", number, "cookie"),
        path="/a/{id}.json",
    )
    assert asking.get("/a/3.json", X_Depth="1", Cookie="other=9; crumb=2").status == 204
    assert asking.get("/a/x.json", X_Depth="1").status == 400
    assert asking.get("/a/3.json").status == 400
    assert asking.get("/a/3.json", X_Depth="9").status == 400
    assert asking.get("/a/3.json", X_Depth="1", Cookie="crumb=9").status == 400
    assert asking.get("/a/3.xml", X_Depth="1").status == 404


def test_a_path_written_out_goes_before_a_variable_one_and_a_slash_may_be_escaped() -> None:
    variable = parameter("id", {"type": "string", "minLength": 3}, "path")
    paths = {
        "/a/{id}": {"parameters": [variable], "get": {"responses": NONE}},
        "/a/me": answering({"const": "me"}),
    }
    asking = Asking(document(paths))
    assert asking.get("/a/me").json == "me"
    assert asking.get("/a/x%2Fy").status == 204
    assert asking.get("/a/x").status == 400


def test_a_body_is_held_to_its_schema() -> None:
    schema = {
        "type": "object",
        "required": ["a"],
        "properties": {"a": {"type": "integer"}},
        "additionalProperties": False,
    }
    content = {"application/json": {"schema": schema}, "application/x-www-form-urlencoded": {"schema": schema}}
    asking = Asking(
        document({"/a": {"post": {"requestBody": {"content": content, "required": True}, "responses": NONE}}})
    )
    form = {"content-type": "application/x-www-form-urlencoded"}
    assert asking.ask("POST", "/a", body={"a": 1}).status == 204
    assert asking.ask("POST", "/a", form, b"a=1").status == 204
    for wrong in ({"a": "1"}, {}, {"a": 1, "b": 2}, [], None):
        assert asking.ask("POST", "/a", body=wrong).status == 400
    for text in (b"", b"{", b"\xff", b'{"a": NaN}', b"[" * 100_000):
        assert asking.ask("POST", "/a", {"content-type": "application/json"}, text).status == 400
    assert asking.ask("POST", "/a", form, b"a=x").status == 400
    assert asking.ask("POST", "/a", {"content-type": "text/csv"}, b"a").status == 415
    assert asking.ask("POST", "/a", body={"a": "x" * 1_100_000}).status == 413


def test_an_answer_repeats_a_whole_number_as_one_however_it_was_asked() -> None:
    thing = {"type": "object", "required": ["id"], "properties": {"id": {"type": "integer"}}}
    content = {"200": {"description": "a", "content": {"application/json": {"schema": thing}}}}
    asked = parameter("id", {"type": "number"}, "path", required=True)
    platform = Asking(document({"/things/{id}": {"get": {"parameters": [asked], "responses": content}}}))
    assert '"id": 7}' in platform.ask("GET", "/things/7.0").reply.body.decode()


def test_what_is_wrong_is_named_without_its_value() -> None:
    asking = taking(parameter("so", {"type": "integer"}))
    said = asking.get("/a?so=999000000001")
    assert said.status == 204
    said = asking.get("/a?so=999-000-000-001")
    assert said.json["errors"] == ["so: không đúng kiểu dữ liệu"]
    assert "999" not in said.reply.body.decode()


def test_bad_input_has_the_status_that_is_documented_for_it() -> None:
    responses = {**NONE, "422": {"description": "bad"}}
    assert taking(parameter("q", {"type": "integer"}), responses=responses).get("/a?q=x").status == 422


def test_what_was_not_documented_is_not_there() -> None:
    asking = Asking(document({"/a": {**answering({"type": "string"}), "put": {"responses": NONE}}}))
    assert asking.get("/b").status == 404
    assert asking.get("/a/").status == 404
    refused = asking.ask("DELETE", "/a")
    assert (refused.status, refused.header("Allow")) == (405, "GET, HEAD, OPTIONS, PUT")
    assert (asking.ask("OPTIONS", "/a").status, asking.ask("TRACE", "/a").status) == (204, 405)
    assert asking.ask("HEAD", "/a").reply == asking.get("/a").reply


SCHEMES = {
    "bearer": {"type": "http", "scheme": "bearer"},
    "basic": {"type": "http", "scheme": "basic"},
    "header": {"type": "apiKey", "in": "header", "name": "X-Key"},
    "query": {"type": "apiKey", "in": "query", "name": "key"},
    "cookie": {"type": "apiKey", "in": "cookie", "name": "session"},
    "oauth2": {"type": "oauth2", "flows": {}},
    "openid": {"type": "openIdConnect", "openIdConnectUrl": "https://a.example"},
}
PAIR = base64.b64encode(f"{USER}:{TOKEN}".encode()).decode()


def guarded(*security: Any, **responses: Any) -> Asking:
    operation = {"security": list(security), "responses": {**NONE, **responses}}
    return Asking(document({"/a": {"get": operation}}, components={"securitySchemes": SCHEMES}))


@pytest.mark.parametrize(
    ("scheme", "target", "headers", "challenge"),
    [
        ("bearer", "/a", ADMITTED, "Bearer"),
        ("oauth2", "/a", ADMITTED, "Bearer"),
        ("openid", "/a", ADMITTED, "Bearer"),
        ("basic", "/a", {"Authorization": f"Basic {PAIR}"}, "Basic"),
        ("header", "/a", {"X-Key": TOKEN}, "ApiKey"),
        ("query", f"/a?key={TOKEN}", {}, "ApiKey"),
        ("cookie", "/a", {"Cookie": f"a=b; session={TOKEN}"}, "ApiKey"),
    ],
)
def test_a_protected_operation_wants_its_credential(scheme: str, target: str, headers: Any, challenge: str) -> None:
    asking = guarded({scheme: []})
    admitted, stranger = asking.ask("GET", target, headers), asking.get("/a")
    assert (admitted.status, admitted.header("Cache-Control")) == (204, "no-store")
    assert (stranger.status, stranger.reply.media_type) == (401, "application/problem+json")
    assert (stranger.header("WWW-Authenticate") or "").startswith(challenge)
    wrong = {name: value.replace(TOKEN, "x").replace(PAIR, "eA==") for name, value in headers.items()}
    assert asking.ask("GET", target.replace(TOKEN, "x"), wrong).status == 401


def test_a_token_without_the_scope_is_forbidden() -> None:
    narrow = {"Authorization": f"Bearer {NARROW_TOKEN}"}
    refused = guarded({"oauth2": ["read"]}).ask("GET", "/a", narrow)
    assert (refused.status, refused.header("WWW-Authenticate")) == (
        403,
        'Bearer realm="ndxp-mocks", error="insufficient_scope", scope="read"',
    )
    assert guarded({"oauth2": ["read"]}).ask("GET", "/a", ADMITTED).status == 204
    assert guarded({"oauth2": []}).ask("GET", "/a", narrow).status == 204


def test_alternatives_admit_by_any_and_together_by_all() -> None:
    either, both = guarded({"bearer": []}, {"header": []}), guarded({"bearer": [], "header": []})
    assert either.ask("GET", "/a", {"X-Key": TOKEN}).status == 204
    assert both.ask("GET", "/a", {"X-Key": TOKEN}).status == 401
    assert both.ask("GET", "/a", {"X-Key": TOKEN, **ADMITTED}).status == 204
    assert guarded({"bearer": []}, {}).get("/a").status == 204


def test_the_document_and_what_it_says_is_open_need_no_credential() -> None:
    told = document(
        {"/a": {"get": {"responses": NONE}}, "/b": {"get": {"security": [], "responses": NONE}}},
        security=[{"bearer": []}],
        components={"securitySchemes": SCHEMES},
        servers=[{"url": "https://a.example/{stage}/v2/", "variables": {"stage": {"default": "api"}}}],
    )
    asking = Asking(told)
    assert [asking.get(f"/api/v2/{name}").status for name in ("a", "b")] == [401, 204]
    assert asking.get("/a").status == 404
    assert asking.get("/api/v2/openapi.json").json == asking.get("/openapi.json").json == told


def test_a_refusal_has_the_documented_form() -> None:
    schema = {
        "type": "object",
        "required": ["code", "message"],
        "properties": {"code": {"type": "integer"}, "message": {"type": "string"}},
        "additionalProperties": False,
    }
    error = {"description": "bad", "content": {"application/json": {"schema": schema}}}
    for key in ("401", "4XX", "default"):
        said = guarded({"bearer": []}, **{key: error}).get("/a")
        assert (said.status, said.reply.media_type) == (401, "application/json")
        assert said.json == {"code": 401, "message": "Cần thông tin xác thực: yêu cầu không có."}


def test_a_refusal_may_be_documented_as_a_text() -> None:
    error = {"description": "bad", "content": {"text/html": {"schema": {"type": "string"}}}}
    said = guarded({"bearer": []}, **{"401": error}).get("/a")
    assert said.reply.media_type == "text/html; charset=utf-8"
    assert said.reply.body.decode() == "Cần thông tin xác thực: yêu cầu không có."


def test_what_a_caller_accepts_decides_the_form() -> None:
    good = {"content": {kind: {"schema": {"type": "string"}} for kind in ("application/json", "text/plain")}}
    asking = Asking(document({"/a": {"get": {"responses": {"200": good}}}}))
    assert asking.get("/a").reply.media_type == "application/json"
    assert (
        asking.get("/a", Accept="text/*;q=0.9, application/json;q=0.1").reply.media_type == "text/plain; charset=utf-8"
    )
    assert asking.get("/a", Accept="*/*").reply.media_type == "application/json"
    assert asking.get("/a", Accept="image/png").status == 406
    assert asking.get("/a", Accept="application/json;q=0, */*").reply.media_type == "text/plain; charset=utf-8"


def test_forms_of_openapi_2() -> None:
    told = {
        "swagger": "2.0",
        "info": {"title": "a", "version": "1"},
        "basePath": "/v1",
        "consumes": ["application/json"],
        "produces": ["application/json"],
        "paths": {
            "/a/{id}": {
                "post": {
                    "parameters": [
                        {"name": "id", "in": "path", "required": True, "type": "integer"},
                        {"name": "tags", "in": "query", "type": "array", "items": {"type": "integer"}},
                        {"name": "body", "in": "body", "required": True, "schema": {"$ref": "#/definitions/A"}},
                    ],
                    "responses": {"201": {"description": "made", "schema": {"$ref": "#/definitions/A"}}},
                    "security": [{"key": []}],
                }
            },
            "/form": {
                "post": {
                    "consumes": ["application/x-www-form-urlencoded"],
                    "parameters": [{"name": "a", "in": "formData", "required": True, "type": "integer"}],
                    "responses": {"200": {"description": "ok"}},
                }
            },
        },
        "definitions": {"A": {"type": "object", "required": ["a"], "properties": {"a": {"type": "boolean"}}}},
        "securityDefinitions": {"key": {"type": "apiKey", "in": "header", "name": "X-Key"}},
    }
    asking, key = Asking(told), {"X-Key": TOKEN}
    said = asking.ask("POST", "/v1/a/1?tags=1,2", key, {"a": True})
    assert said.status == 201
    assert isinstance(said.json["a"], bool)
    assert asking.ask("POST", "/v1/a/1?tags=1,x", key, {"a": True}).status == 400
    assert asking.ask("POST", "/v1/a/1", key, {"a": 1}).status == 400
    assert asking.ask("POST", "/v1/a/1", {}, {"a": True}).status == 401
    form = {"content-type": "application/x-www-form-urlencoded"}
    assert [asking.ask("POST", "/v1/form", form, text).status for text in (b"a=1", b"a=x", b"")] == [200, 400, 400]


@pytest.mark.parametrize(
    ("items", "status"),
    [
        ([{"id": number} for number in range(20_000)], 204),
        ([*({"id": number} for number in range(20_000)), {"id": 7}], 400),
        ([1, True, [1], [True]], 204),
        ([{"a": 1}, {"a": 1.0}], 400),
    ],
)
def test_a_long_list_is_soon_known_to_have_nothing_twice(items: list[Any], status: int) -> None:
    content = {"application/json": {"schema": {"type": "array", "uniqueItems": True}}}
    operation = {"requestBody": {"required": True, "content": content}, "responses": NONE}
    assert Asking(document({"/a": {"post": operation}})).ask("POST", "/a", body=items).status == status
