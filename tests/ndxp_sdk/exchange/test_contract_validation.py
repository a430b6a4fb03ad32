"""Calls held to the published document: what differs is told by place and rule, and never by value."""

import asyncio
import json
import pickle
from collections.abc import Callable
from typing import Any

import httpx
import openapi_core  # noqa: F401 - because what it loads tries once whether the system has IPv6, which is no test's doing
import pytest
import yaml

from ndxp_mocks import ServedHub
from ndxp_sdk import AsyncClient, Client, Secret, StaticToken
from ndxp_sdk.contract import ContractFacts, ContractViolation, Violation
from ndxp_sdk.errors import NdxpError, ProviderError, UnexpectedAnswer, UsageError

SERVICE = "VN/GOV/G12/dkkd/enterprises"
CODE = {"type": "string", "pattern": "^[0-9]{10}$"}
ENTERPRISE = {
    "type": "object",
    "required": ["code", "name"],
    "properties": {"code": CODE, "name": {"type": "string"}, "capital": {"type": "integer", "minimum": 0}},
}
JSON: Any = {"application/json": {"schema": {"$ref": "#/components/schemas/Enterprise"}}}
DOCUMENT: dict[str, Any] = {
    "openapi": "3.0.3",
    "info": {"title": "SIMULATED", "version": "1.0.0"},
    "servers": [{"url": "https://provider.example/v9"}],
    "security": [{"key": []}],
    "components": {
        "schemas": {"Enterprise": ENTERPRISE},
        "securitySchemes": {"key": {"type": "apiKey", "in": "header", "name": "X-Key"}},
    },
    "paths": {
        "/enterprises/{code}": {
            "parameters": [{"name": "code", "in": "path", "required": True, "schema": CODE}],
            "get": {
                "operationId": "getEnterprise",
                "parameters": [
                    {"name": "year", "in": "query", "required": True, "schema": {"type": "integer"}},
                    {"name": "part", "in": "query", "schema": {"type": "array", "items": {"enum": ["a", "b"]}}},
                ],
                "responses": {"200": {"description": "One.", "content": JSON}},
            },
            "put": {
                "requestBody": {"required": True, "content": JSON},
                "responses": {
                    "204": {
                        "description": "Kept.",
                        "headers": {"X-Kept": {"required": True, "schema": {"type": "integer"}}},
                    }
                },
            },
        },
        "/enterprises/all": {"get": {"operationId": "everything", "responses": {"200": {"description": "All."}}}},
    },
}
GOOD = {"code": "0000000000", "name": "Doanh nghiệp giả lập"}
Asked = list[httpx.Request]


def marks(request: httpx.Request) -> dict[str, str]:
    """What a security server sets on the answer of a provider."""
    known = {name: request.headers[name] for name in ("X-Road-Id", "X-Road-Client")}
    return {**known, "X-Road-Service": SERVICE, "X-Road-Request-Id": "00000000-0000-4000-8000-000000000000"}


def provider(
    asked: Asked,
    document: Any = DOCUMENT,
    status: int = 200,
    body: Any = GOOD,
    headers: dict[str, str] | None = None,
) -> Callable[[httpx.Request], httpx.Response]:
    """A hub with one service."""
    content = document if isinstance(document, bytes) else json.dumps(document).encode()

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append(request)
        if request.url.path.endswith("/specification"):
            known = request.headers.get("If-None-Match") == '"1"'
            return httpx.Response(304 if known else 200, content=b"" if known else content, headers={"ETag": '"1"'})
        raw = body if isinstance(body, bytes) else json.dumps(body).encode()
        fields = {"Content-Type": "application/json", **marks(request), **(headers or {})}
        return httpx.Response(status, content=raw, headers=fields)

    return answer


def client(asked: Asked, **options: Any) -> Client:
    transport = httpx.MockTransport(provider(asked, **options))
    return Client("https://hub.example", client="VN/GOV/EXAMPLE/portal", transport=transport)


def called(asked: Asked, name: str = "getEnterprise", arguments: Any = None, **options: Any) -> Any:
    with client(asked, **options) as hub:
        given = {"path": {"code": "0000000000"}, "query": {"year": 2026}} if arguments is None else arguments
        return hub.service(SERVICE, "1.0.0").operation(name)(**given)


def test_a_call_that_keeps_the_contract_goes_through_the_gateway() -> None:
    asked: Asked = []
    answer = called(asked, arguments={"path": {"code": "0000000000"}, "query": {"year": 2026, "part": ["a", "b"]}})
    assert answer.json() == GOOD
    assert asked[1].url.raw_path == b"/r1/VN/GOV/G12/dkkd/enterprises/enterprises/0000000000?year=2026&part=a&part=b"


@pytest.mark.parametrize(
    ("arguments", "violations"),
    [
        ({"path": {"code": "0000000000"}}, {("query/year", "missing", "")}),
        ({"path": {"code": "0000000000"}, "query": {"year": "this"}}, {("query/year", "type", "")}),
        ({"path": {"code": "77"}, "query": {"year": 1}}, {("path/code", "pattern", "")}),
        ({"path": {"code": "0000000000"}, "query": {"year": 1, "part": ["z"]}}, {("query/part", "enum", "/0")}),
        ({"query": {"year": 1}}, {("path/code", "missing", "")}),
    ],
)
def test_a_request_that_breaks_the_contract_is_not_sent(arguments: Any, violations: set[tuple[str, str, str]]) -> None:
    asked: Asked = []
    with pytest.raises(UsageError) as caught:
        called(asked, arguments=arguments)
    assert {(each.part, each.rule, each.pointer) for each in found(caught.value)} == violations
    assert len(asked) == 1
    assert caught.value.sent == "no"


def test_a_pointer_does_not_show_the_token_that_a_provider_repeats_as_a_name() -> None:
    document = json.loads(json.dumps(DOCUMENT))
    document["components"]["schemas"]["Enterprise"]["additionalProperties"] = {"type": "integer"}
    transport = httpx.MockTransport(provider([], document=document, body={**GOOD, "planted-token-42": "x"}))
    credential = StaticToken(Secret("planted-token-42"))
    with (
        Client(
            "https://hub.example", client="VN/GOV/EXAMPLE/portal", credential=credential, transport=transport
        ) as hub,
        pytest.raises(ContractViolation) as caught,
    ):
        hub.service(SERVICE, "1.0.0").operation("getEnterprise")(path={"code": "0000000000"}, query={"year": 2026})
    assert [each.pointer for each in found(caught.value)] == ["/***"]
    assert "planted" not in caught.value.message + repr(caught.value.facts)


def found(error: NdxpError) -> tuple[Violation, ...]:
    assert isinstance(error.facts, ContractFacts)
    return error.facts.violations


@pytest.mark.parametrize(
    ("body", "violations"),
    [
        ({"code": "0000000000"}, {("body", "required", "", "/required")}),
        ({**GOOD, "capital": -1}, {("body", "minimum", "/capital", "/properties/capital/minimum")}),
        (
            {"code": 7, "name": None},
            {("body", "type", "/code", "/properties/code/type"), ("body", "type", "/name", "/properties/name/type")},
        ),
        (b"{", {("body", "unreadable", "", "")}),
    ],
)
def test_an_answer_that_breaks_the_contract_is_told_by_place_and_rule(body: Any, violations: set[Any]) -> None:
    with pytest.raises(ContractViolation) as caught:
        called([], body=body)
    assert {(each.part, each.rule, each.pointer, each.schema_pointer) for each in found(caught.value)} == violations
    assert (caught.value.status, caught.value.origin, caught.value.code) == (200, "provider", "contract-violation")
    assert found(pickle.loads(pickle.dumps(caught.value))) == found(caught.value)


def test_no_value_is_told() -> None:
    with pytest.raises(ContractViolation) as caught:
        called([], body={"code": "001099000001", "name": "Nguyễn Văn Giả"})
    assert "001099000001" not in str(caught.value)
    assert "Nguyễn" not in repr(caught.value)
    with pytest.raises(UsageError) as refused:
        called([], arguments={"path": {"code": "001099000001"}, "query": {"year": 1}})
    assert "001099000001" not in repr(refused.value)


def test_another_media_type_or_status_is_a_violation_and_an_error_of_the_provider_is_one() -> None:
    with pytest.raises(ContractViolation) as caught:
        called([], headers={"Content-Type": "text/plain"}, body=b"no JSON")
    assert [each.rule for each in found(caught.value)] == ["media-type"]
    with pytest.raises(ContractViolation) as caught:
        called([], status=201)
    assert [(each.part, each.rule) for each in found(caught.value)] == [("status", "status")]
    with pytest.raises(ProviderError):
        called([], status=418)


def test_a_body_and_headers_are_held_to_the_contract_too() -> None:
    put = {"path": {"code": "0000000000"}}
    asked: Asked = []
    kept = {"status": 204, "body": b"", "headers": {"X-Kept": "1"}}
    assert called(asked, "PUT /enterprises/{code}", {**put, "json": GOOD}, **kept).status == 204
    assert json.loads(asked[1].content) == GOOD
    with pytest.raises(UsageError) as caught:
        called([], "PUT /enterprises/{code}", {**put, "json": {}}, **kept)
    assert {each.rule for each in found(caught.value)} == {"required"}
    with pytest.raises(UsageError) as caught:
        called([], "PUT /enterprises/{code}", put, **kept)
    assert [(each.part, each.rule) for each in found(caught.value)] == [("body", "missing")]
    with pytest.raises(UsageError) as caught:
        called([], "PUT /enterprises/{code}", {**put, "content": b"x", "media_type": "text/plain"}, **kept)
    assert [each.rule for each in found(caught.value)] == ["media-type"]
    with pytest.raises(ContractViolation) as broken:
        called([], "PUT /enterprises/{code}", {**put, "json": GOOD}, status=204, body=b"")
    assert [(each.part, each.rule) for each in found(broken.value)] == [("header/X-Kept", "missing")]


def test_the_document_is_read_once_and_asked_for_by_its_tag() -> None:
    asked: Asked = []
    with client(asked) as hub:
        service = hub.service(SERVICE, "1.0.0")
        assert hub.service(SERVICE, "1.0.0") is service
        for _ in range(3):
            service.operation("getEnterprise")(path={"code": "0000000000"}, query={"year": 1})
        before = service.document()
        assert service.refresh() is before
        assert [each.name for each in service.operations()] == [
            "getEnterprise",
            "PUT /enterprises/{code}",
            "everything",
        ]
    documents = [request for request in asked if request.url.path.endswith("/specification")]
    assert [request.headers.get("If-None-Match") for request in documents] == [None, '"1"']


def test_a_template_that_another_path_fits_too_is_the_one_that_was_named() -> None:
    with pytest.raises(UsageError) as caught:
        called([], arguments={"path": {"code": "all"}, "query": {"year": 1}})
    assert [each.part for each in found(caught.value)] == ["path/code"]


def test_an_unknown_operation_is_told_with_those_that_there_are() -> None:
    with pytest.raises(UsageError, match="getEnterprise"):
        called([], "getEnterprises")


def test_yaml_is_read() -> None:
    assert called([], document=yaml.safe_dump(DOCUMENT).encode()).json() == GOOD


@pytest.mark.parametrize(
    ("document", "words"),
    [
        ({"swagger": "2.0"}, "Swagger 2.0"),
        ([], "something else"),
        (b"a: [", "neither JSON nor YAML"),
        (b"a: &a [1]\nb: !!python/object/apply:os.system ['true']", "neither JSON nor YAML"),
    ],
)
def test_what_is_no_document_is_told(document: Any, words: str) -> None:
    with pytest.raises(UnexpectedAnswer, match=words) as caught:
        called([], document=document)
    assert caught.value.code == "document-unusable"


def test_other_documents_are_never_fetched() -> None:
    outside = {**DOCUMENT, "components": {"schemas": {"Enterprise": {"$ref": "file:///etc/passwd"}}}}
    asked: Asked = []
    with pytest.raises(UsageError, match="not fetched"):
        called(asked, document=outside)
    assert len(asked) == 1


def test_aliases_do_not_make_a_small_document_endless() -> None:
    lines = ["openapi: 3.0.3", "x0: &x0 [1]", *(f"x{n}: &x{n} [{', '.join([f'*x{n - 1}'] * 9)}]" for n in range(1, 30))]
    with pytest.raises(UsageError, match="no operation"):
        called([], document="\n".join(lines).encode())


def test_the_same_in_tasks_through_a_real_hub(hub: ServedHub, settings: Any) -> None:
    async def call() -> int:
        async with AsyncClient(hub.url, **settings("example-portal"), client="VN/GOV/EXAMPLE/portal") as known:
            service = known.service("VN/GOV/G12/national-enterprise-management/enterprises")
            answer = await service.operation("listEnterprise")(query={"limit": 1})
            return answer.status

    assert asyncio.run(call()) == 200
