"""What the wire answers and records is what specs/contracts says."""

from typing import Any

import pytest

from mocks.hub.xroad.worlds import CALL, CONSUMER, PROVIDER, STRANGER, hub
from ndxp_mocks.hub.contract.operations import operations
from ndxp_mocks.hub.contract.schemas import Schema

FORWARD = "/XrdAdapter/RestService/forward/points"


def schema_of(operation_id: str, status: int, media_type: str = "application/json") -> Schema:
    operation = next(each for each in operations() if each.operation_id == operation_id)
    described = operation.answer(status)
    assert described is not None
    return described.contents[media_type]


def flaws(operation_id: str, status: int, value: Any) -> list[Any]:
    return list(schema_of(operation_id, status).flaws(value))


def test_metaservices_answer_as_the_contract_says() -> None:
    called = hub()
    listed = called.call("GET", "/listClients", {"Accept": "application/json"}).json()
    assert flaws("exchange.list_clients", 200, listed) == []
    for code, operation_id in (("listMethods", "list_methods"), ("allowedMethods", "allowed_methods")):
        assert flaws(f"exchange.{operation_id}", 200, called.get(f"/r1/{PROVIDER}/{code}").json()) == []


@pytest.mark.parametrize("profile", ["xroad-7.7", "xroad-7.8"])
def test_errors_are_as_the_contract_says(profile: str) -> None:
    called = hub(profile=profile)
    assert flaws("exchange.call.get", 500, called.get(client=STRANGER).json()) == []
    assert flaws("exchange.forward.get", 400, called.call("GET", FORWARD).json()) == []


def test_every_record_is_a_transaction_of_the_contract() -> None:
    called = hub()
    called.get(X_Road_UserId="VN1", X_Road_Issue="1", X_Road_Represented_Party="GOV/G99")
    called.get(X_Road_Id="")
    called.get(X_Road_Id="x" * 300)
    called.get(client=STRANGER)
    called.get(client="VN/GOV/EXAMPLE")
    called.get(f"/r1/{PROVIDER}/none")
    called.get("/r1/VN/GOV/NONE/none/none")
    called.get(f"/r1/{PROVIDER}/listMethods")
    called.call("GET", f"{FORWARD}?dstcode={PROVIDER.replace('/', ':')}")
    for fault in ("timeout-before-send:0", "inconsistent-response", "provider-500", "own-gateway-conf-outdated"):
        called.world.faults = {fault}
        try:
            called.get()
        except ConnectionResetError:
            continue
    called.world.faults.clear()
    assert len(called.world.evidence.records) == 22
    page = {"items": list(called.world.evidence.records), "next_cursor": None, "complete_until": "2026-01-01T00:00:00Z"}
    assert flaws("transactions.list", 200, page) == []


@pytest.mark.parametrize("part", ["a%3Ab", "a%2Fb", "..", "%E2%80%8B", "x" * 256])
def test_names_that_no_catalogue_can_hold_are_not_recorded(part: str) -> None:
    called = hub()
    assert called.get(f"/r1/{PROVIDER}/{part}").status_code == 500
    assert len(called.world.evidence.records) == 0


@pytest.mark.parametrize("path", [CALL, f"{FORWARD}?dstcode={PROVIDER.replace('/', ':')}"])
def test_a_method_that_the_protocol_does_not_know_is_refused(path: str) -> None:
    called = hub()
    answered = called.call("BREW", path, {"X-Road-Client": CONSUMER})
    assert answered.status_code in (400, 500)
    assert answered.json()["message"].endswith("Verb.BREW")
    assert called.provider.calls == []
    assert len(called.world.evidence.records) == 0
