"""Contract mode where a document is slow or broken: it ends soon, says so by an error of its own, passes nothing."""

import asyncio
import json
import time
from typing import Any

import httpx
import openapi_core  # noqa: F401 - because what it loads tries once whether the system has IPv6, which is no test's doing
import pytest

from ndxp_sdk import AsyncClient, Client
from ndxp_sdk.contract import ContractFacts, ContractViolation
from ndxp_sdk.errors import NdxpError, UsageError

SERVICE = "VN/GOV/G12/dkkd/people"
LINEAR = r"^(\w+\s?)+$"
STEPS_BACK = r"^(?=.)(\w+\s?)+(?=!)$"
NEARLY = "a" * 40 + "!"
PATTERNED = {"properties": {"b": {}}, "patternProperties": {"^x": {"type": "string"}, LINEAR: {}}}
SHARED = {"Part": PATTERNED, "Endless": {"allOf": [{"$ref": "#/components/schemas/Endless"}]}}
VERSIONS = pytest.mark.parametrize("version", ["3.0.3", "3.1.0"])


def document(answer: Any, version: str, parameter: Any) -> bytes:
    """Return the document of one read."""
    responses = {"200": {"description": "One.", "content": {"application/json": {"schema": answer}}}}
    query = [{"name": "name", "in": "query", "schema": parameter}]
    read = {"operationId": "read", "parameters": query, "responses": responses}
    info = {"title": "SIMULATED", "version": "1.0.0"}
    whole = {"openapi": version, "info": info, "paths": {"/people": {"get": read}}, "components": {"schemas": SHARED}}
    return json.dumps(whole).encode()


def called(
    body: Any = "", schema: Any = True, *, version: str = "3.1.0", parameter: Any = True, name: str = "a"
) -> list[str]:
    """Read once, and return the paths that were asked for; `schema` is that of the answer."""
    asked: list[str] = []
    transport = httpx.MockTransport(provider(asked, body, schema, version, parameter))
    with Client("https://hub.example", client="VN/GOV/EXAMPLE/portal", transport=transport) as hub:
        hub.service(SERVICE, "1.0.0").operation("read")(query={"name": name})
    return asked


def provider(asked: list[str], body: Any, schema: Any, version: str, parameter: Any) -> Any:
    """Return what answers as the hub with its document, and as the provider with a body."""
    content = body if isinstance(body, bytes) else json.dumps(body).encode()

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append(request.url.path)
        if request.url.path.endswith("/specification"):
            return httpx.Response(200, content=document(schema, version, parameter), headers={"ETag": '"1"'})
        marks = {known: request.headers[known] for known in ("X-Road-Id", "X-Road-Client")}
        marks |= {"X-Road-Service": SERVICE, "X-Road-Request-Id": "00000000-0000-4000-8000-000000000000"}
        return httpx.Response(200, content=content, headers={"Content-Type": "application/json", **marks})

    return answer


def rules(error: NdxpError) -> list[tuple[str, str]]:
    assert isinstance(error.facts, ContractFacts)
    return [(each.rule, each.pointer) for each in error.facts.violations]


@VERSIONS
@pytest.mark.parametrize(
    "schema",
    [
        {"pattern": LINEAR},
        {"oneOf": [{"type": "string", "pattern": LINEAR}, {"type": "integer"}]},
        {"$schema": "http://json-schema.org/draft-07/schema#", "pattern": LINEAR},
    ],
)
def test_a_pattern_that_python_would_try_for_hours_is_decided_at_once(version: str, schema: Any) -> None:
    started = time.monotonic()
    with pytest.raises(ContractViolation) as caught:
        called({"name": NEARLY}, {"properties": {"name": schema}}, version=version)
    with pytest.raises(UsageError) as refused:
        called(version=version, parameter=schema, name=NEARLY)
    assert time.monotonic() - started < 10
    assert [pointer for _, pointer in rules(caught.value)] == ["/name"]
    assert len(rules(refused.value)) == 1


@VERSIONS
@pytest.mark.parametrize(
    "schema",
    [
        {"pattern": STEPS_BACK},
        {"not": {"pattern": STEPS_BACK}},
        {"anyOf": [{"pattern": STEPS_BACK}, {"type": "string"}]},
    ],
)
def test_where_no_one_can_tell_whether_a_pattern_is_there_nothing_passes(version: str, schema: Any) -> None:
    with pytest.raises(ContractViolation, match=r"the answer cannot be held to .* takes too long") as caught:
        called({"name": NEARLY}, {"properties": {"name": schema}}, version=version)
    assert (caught.value.code, caught.value.origin, caught.value.status) == ("contract-undecided", "provider", 200)
    assert caught.value.ids.message_id is not None
    assert STEPS_BACK in caught.value.message
    assert NEARLY not in str(caught.value) + repr(caught.value)
    assert rules(caught.value) == []


@VERSIONS
def test_a_request_of_which_no_one_can_tell_is_not_sent(version: str) -> None:
    with pytest.raises(UsageError, match=r"the request cannot be held to .* takes too long") as caught:
        called(version=version, parameter={"type": "string", "pattern": STEPS_BACK}, name=NEARLY)
    assert (caught.value.sent, caught.value.code) == ("no", "contract-undecided")


@VERSIONS
@pytest.mark.parametrize(
    ("pattern", "value", "is_kept"),
    [
        (r"^[\p{L} ]+$", "Nguyễn Văn Giả", True),
        (r"^\w+$", "Đặng", False),
        (r"^\d{3}$", "١٢٣", False),
        ("^a$", "a\n", False),
        ("^.$", "\ud800", True),
    ],
)
def test_patterns_are_those_of_ecma_262(version: str, pattern: str, value: str, *, is_kept: bool) -> None:
    schema = {"properties": {"name": {"type": "string", "pattern": pattern}}}
    if is_kept:
        assert len(called({"name": value}, schema, version=version)) == 2
        return
    with pytest.raises(ContractViolation) as caught:
        called({"name": value}, schema, version=version)
    assert rules(caught.value) == [("pattern", "/name")]


CLOSED = {**PATTERNED, "additionalProperties": False}
SHUT = {**PATTERNED, "unevaluatedProperties": False}
WITHIN = {"unevaluatedProperties": False, "allOf": [{"properties": {"b": {}}}, {"$ref": "#/components/schemas/Part"}]}
CHOSEN = {
    "unevaluatedProperties": {"type": "integer"},
    "if": {"required": ["b"]},
    "then": PATTERNED,
    "else": {"properties": {"c": {}}},
    "dependentSchemas": {"d": {"properties": {"d": {}}}},
    "anyOf": [{"required": ["e"], "properties": {"e": {}}}, {}],
}


@pytest.mark.parametrize(
    ("schema", "body", "broken"),
    [
        (CLOSED, {"x!": "", "b": 1}, []),
        (CLOSED, {"x!": "", "b": 1, "!": 2}, [("additionalProperties", "")]),
        (CLOSED, {NEARLY: 1}, [("additionalProperties", "")]),
        (CLOSED, {"x!": 7}, [("type", "/x!")]),
        (SHUT, {"x!": "", "b": 1}, []),
        (SHUT, {"x!": "", "b": 1, "!": 2}, [("unevaluatedProperties", "")]),
        (SHUT, {NEARLY: 1}, [("unevaluatedProperties", "")]),
        (WITHIN, {"b": 1, "x1": ""}, []),
        (WITHIN, {"b": 1, NEARLY: ""}, [("unevaluatedProperties", "")]),
        (CHOSEN, {"b": 1, "x!": "", "!": 7, "d": "", "e": ""}, []),
        (CHOSEN, {"b": 1, "!": ""}, [("unevaluatedProperties", "")]),
        (CHOSEN, {"c": "", "!": 7}, []),
        (CHOSEN, {"c": "", "x!": ""}, [("unevaluatedProperties", "")]),
        (CHOSEN, [], []),
    ],
)
def test_names_are_held_to_patterns_as_soon(schema: Any, body: Any, broken: list[tuple[str, str]]) -> None:
    if not broken:
        assert len(called(body, schema)) == 2
        return
    with pytest.raises(ContractViolation) as caught:
        called(body, schema)
    assert rules(caught.value) == broken


@VERSIONS
@pytest.mark.parametrize(
    ("items", "is_unique"),
    [
        ([{"id": number, "of": [number, None]} for number in range(20_000)], True),
        ([*({"id": number} for number in range(20_000)), {"id": 7}], False),
        ([1, True, "1", [1], [True], {"a": 1}, {"a": True}, None, 0, False], True),
        ([1, 1.0], False),
        ([{"a": 1, "b": [2]}, {"b": [2.0], "a": 1}], False),
    ],
)
def test_a_long_list_is_soon_known_to_have_nothing_twice(version: str, items: list[Any], *, is_unique: bool) -> None:
    schema, started = {"type": "array", "items": {}, "uniqueItems": True}, time.monotonic()
    if is_unique:
        assert len(called(items, schema, version=version)) == 2
    else:
        with pytest.raises(ContractViolation) as caught:
            called(items, schema, version=version)
        assert rules(caught.value) == [("uniqueItems", "")]
    assert time.monotonic() - started < 30


@pytest.mark.parametrize(
    ("schema", "words"),
    [
        ({"pattern": "["}, r"the pattern \[ cannot be read"),
        ({"minimum": "x"}, "a schema of it is broken"),
        ({"multipleOf": 0}, "a schema of it is broken"),
        ({"type": "words"}, "a schema of it is broken"),
        ({"$ref": "#/components/schemas/Nowhere"}, "a schema of it is broken"),
        ({"$ref": "#/components/schemas/Endless"}, "refers to itself"),
    ],
)
def test_a_broken_schema_ends_in_an_error_that_tells_no_value(schema: Any, words: str) -> None:
    body = 987654321 if "minimum" in schema or "multipleOf" in schema else "987654321"
    with pytest.raises(ContractViolation, match=words) as caught:
        called(body, schema)
    assert caught.value.code == "contract-undecided"
    assert caught.value.__context__ is None
    assert "987654321" not in repr(caught.value)


def test_an_answer_that_is_nested_too_deeply_ends_in_an_error_of_the_sdk() -> None:
    with pytest.raises(ContractViolation, match="nested too deeply"):
        called(b"[" * 100_000, {"type": "array"})


def test_a_document_of_a_version_that_no_one_knows_checks_no_request() -> None:
    with pytest.raises(UsageError, match="a schema of it is broken"):
        called(version="3.9.0")


def test_the_event_loop_goes_on_while_a_long_answer_is_held_to_the_document() -> None:
    names = [f"name{number}" for number in range(10)]
    schema = {"items": {"required": names, "properties": {name: {"maxLength": 9, "pattern": LINEAR} for name in names}}}
    body = [dict.fromkeys(names, "a b")] * 2000

    async def ticks() -> int:
        transport = httpx.MockTransport(provider([], body, schema, "3.1.0", parameter=True))
        counted = 0
        async with AsyncClient("https://hub.example", client="VN/GOV/EXAMPLE/portal", transport=transport) as hub:
            call = hub.service(SERVICE, "1.0.0").operation("read")(query={"name": "a"})
            task = asyncio.ensure_future(call)
            while not task.done():
                await asyncio.sleep(0.01)
                counted += 1
            assert (await task).status == 200
        return counted

    assert asyncio.run(ticks()) > 5
