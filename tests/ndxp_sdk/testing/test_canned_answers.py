"""Canned answers with respx: found by the name of the method, held to the contracts."""

import asyncio
from typing import Any

import pytest
import respx

from ndxp_sdk import AsyncClient, Client, Retry
from ndxp_sdk.errors import QuotaExceeded, UsageError
from ndxp_sdk.testing._contracts import operations
from ndxp_sdk.testing.respx import canned

HUB = "https://hub.example"
STAMP = "2026-11-22T08:30:00+07:00"
SERVICE: dict[str, Any] = {
    "id": "VN/GOV/G12/dkkd/enterprises",
    "system_id": "VN/GOV/G12/dkkd",
    "organization_id": "VN/GOV/G12",
    "service_code": "enterprises",
    "title": {"vi": "Tra cứu doanh nghiệp"},
    "description": None,
    "mode": "deliver",
    "interaction": "sync",
    "personal_data": False,
    "state": "published",
    "latest_version": "1.0.0",
    "created_at": STAMP,
    "updated_at": STAMP,
    "etag": '"1"',
}
PURPOSE = {"title": "Xác thực", "legal_basis": "Nghị định 278/2025/NĐ-CP", "daily_calls": 5}
PROBLEM = {
    "type": "https://hub.example/problems/quota-exceeded",
    "title": "Too many calls",
    "status": 429,
    "code": "quota-exceeded",
    "origin": "platform",
    "retryable": True,
}


def test_both_clients_get_the_answer_of_their_method() -> None:
    async def title() -> str:
        async with AsyncClient(HUB) as client:
            return (await client.catalog.services.get(SERVICE["id"])).title.vi

    with respx.mock() as router, Client(HUB) as client:
        route = canned(
            router, "catalog.services.get", json=SERVICE, values={"service_id": "VN:GOV:G12:dkkd:enterprises"}
        )
        canned(router, "catalog.services.list", json={"items": [SERVICE], "next_cursor": None})
        assert client.catalog.services.get(SERVICE["id"]).etag == '"1"'
        assert asyncio.run(title()) == "Tra cứu doanh nghiệp"
        assert [each.id for each in client.catalog.services.list(q="doanh nghiệp", limit=5)] == [
            client.catalog.services.get(SERVICE["id"]).id
        ]
        assert route.call_count == 3
        assert route.calls[0].response.headers["ETag"] == '"1"'
        with pytest.raises(AssertionError, match="not mocked"):
            client.catalog.services.get("VN/GOV/G12/dkkd/others")


def test_a_refusal_of_the_contract_is_an_error_of_the_sdk() -> None:
    with respx.mock() as router, Client(HUB, retry=Retry(attempts=1)) as client:
        canned(router, "catalog.services.get", json=PROBLEM, status=429, headers={"Retry-After": "7"})
        with pytest.raises(QuotaExceeded) as caught:
            client.catalog.services.get(SERVICE["id"])
    assert (caught.value.retry_after, caught.value.code) == (7.0, "quota-exceeded")


@pytest.mark.parametrize(
    ("name", "options", "told"),
    [
        ("catalog.services.find", {}, "no operation catalog.services.find"),
        ("catalog.services.get", {"status": 418}, r"no answer with status 418; the contract has 200, 304, 400"),
        ("catalog.services.get", {}, "application/json"),
        ("catalog.services.get", {"json": {**SERVICE, "mode": "sell"}}, r"/mode: enum \['deliver', 'receive'\]"),
        ("catalog.services.get", {"json": {"id": SERVICE["id"]}}, "/: required and missing: system_id"),
        ("catalog.services.get", {"json": PROBLEM | {"status": "x"}, "status": 429}, "/status: type integer"),
        ("exchange.transfers.delete", {"json": {}}, "has the body none"),
    ],
)
def test_what_the_contracts_do_not_say_is_refused(name: str, options: dict[str, Any], told: str) -> None:
    with respx.mock() as router, pytest.raises(UsageError, match=told):
        canned(router, name, **options)


def test_requests_are_held_to_the_contract_too() -> None:
    path = "/catalog/v1/agreements/019ab3c2-5e0f-7c44-9d0a-51c3f1b0a7e2/purposes"
    with respx.mock() as router, Client(HUB) as client:
        canned(router, "catalog.purposes.create", json=PROBLEM | {"status": 409, "code": "conflict"}, status=409)
        with pytest.raises(UsageError, match=r"request of catalog\.purposes\.create .*missing: daily_calls"):
            client.request("POST", path, json={"title": "Xác thực", "legal_basis": "Nghị định"})


def test_an_answer_without_a_body_needs_none() -> None:
    with respx.mock() as router, Client(HUB) as client:
        route = canned(router, "exchange.transfers.delete")
        client.exchange.transfers.delete("019ab3c2-5e0f-7c44-9d0a-51c3f1b0a7e2")
        assert route.called


def test_every_operation_of_the_contracts_is_known() -> None:
    assert len(operations()) > 100
    assert operations()["catalog.services.get"].method == "GET"
