"""The transaction log: own records, their evidence, counts and the open export."""

import gzip
import hashlib
import io
import json
import zipfile
from typing import Any

import httpx

from mocks.hub.calling import PORTAL, SERVICE, SERVICE_PATH, Client, ask, code_of, hub
from ndxp_mocks import Hub

TRANSACTIONS = "/audit/v1/transactions"


def call(hub: Hub, path: str = "/enterprises?limit=1", client: str = PORTAL, **headers: str) -> httpx.Response:
    return ask(hub, "GET", f"/r1/{SERVICE}{path}", headers={"X-Road-Client": client, **headers})


def listed(hub: Hub, client_id: str = "example-portal", **query: Any) -> list[dict[str, Any]]:
    return list(Client(hub, client_id).body(TRANSACTIONS, **query)["items"])


def test_each_party_sees_its_own_leg() -> None:
    running = hub()
    assert call(running, **{"X-Road-UserId": "VN012345678901", "X-Road-Id": "m-1"}).status_code == 200
    (outgoing,) = listed(running)
    (incoming,) = listed(running, "example-provider")
    assert (outgoing["direction"], incoming["direction"]) == ("outgoing", "incoming")
    assert outgoing["transaction_id"] == incoming["transaction_id"]
    assert (outgoing["client"], outgoing["service"], outgoing["message_id"]) == (PORTAL, SERVICE, "m-1")
    assert (outgoing["method"], outgoing["path_template"], outgoing["status"]) == ("GET", "/enterprises", 200)
    assert (outgoing["user_id"], incoming["user_id"]) == ("VN012345678901", None)
    assert outgoing["agreement_id"] and outgoing["purpose_id"]
    assert listed(running, "example-stranger") == []


def test_transaction_is_shown_with_both_legs_to_its_parties_only() -> None:
    running = hub()
    call(running)
    path = f"{TRANSACTIONS}/{listed(running)[0]['transaction_id']}"
    detail = Client(running).body(path)
    assert [each["direction"] for each in detail["legs"]] == ["outgoing", "incoming"]
    assert detail["outcome"] == "succeeded"
    assert Client(running, "example-provider").body(path)["legs"] == detail["legs"]
    assert code_of(Client(running, "example-stranger").get(path)) == (404, "not-found")
    assert Client(running).get(path, headers={"If-None-Match": detail["etag"]}).status_code == 304


def test_represented_party_sees_the_transaction() -> None:
    running = hub()
    call(running, **{"X-Road-Represented-Party": "COM/0000000000"})
    assert [each["represented_party"] for each in listed(running, "example-shop")] == ["COM/0000000000"]


def test_refused_call_is_recorded_as_refused() -> None:
    running = hub()
    assert call(running, client="VN/GOV/EXAMPLE/stranger").status_code == 500
    (row,) = listed(running, "example-stranger", outcome="refused")
    assert row["fault_code"].endswith("access_denied")
    assert listed(running, "example-stranger", outcome="succeeded") == []


def test_records_are_filtered() -> None:
    running = hub()
    call(running, **{"X-Road-Id": "one"})
    running.world.clock.advance(10)
    call(running, **{"X-Road-Id": "two"})
    assert [each["message_id"] for each in listed(running)] == ["one", "two"]
    assert [each["message_id"] for each in listed(running, after="2027-01-15T08:00:05Z")] == ["two"]
    assert [each["message_id"] for each in listed(running, before="2027-01-15T15:00:05+07:00")] == ["one"]
    assert [each["message_id"] for each in listed(running, message_id="two")] == ["two"]
    assert listed(running, direction="incoming") == []
    assert listed(running, service=f"{SERVICE}x") == []
    assert len(listed(running, agreement=listed(running)[0]["agreement_id"])) == 2


def test_list_says_until_when_it_is_complete() -> None:
    assert Client(hub()).body(TRANSACTIONS)["complete_until"] == "2027-01-15T07:59:00.000Z"


def test_pages_of_records_follow_one_another() -> None:
    running = hub()
    for _ in range(3):
        call(running)
    client = Client(running)
    first = client.body(TRANSACTIONS, limit=2)
    second = client.body(TRANSACTIONS, limit=2, cursor=first["next_cursor"])
    assert [*first["items"], *second["items"]] == client.body(TRANSACTIONS)["items"]
    assert second["next_cursor"] is None


def test_evidence_waits_for_its_timestamp() -> None:
    running = hub()
    call(running)
    client = Client(running)
    path = f"{TRANSACTIONS}/{listed(running)[0]['transaction_id']}"
    early = client.get(f"{path}/evidence")
    assert code_of(early) == (409, "evidence-pending")
    assert (early.json()["retryable"], early.headers["Retry-After"]) == (True, "60")
    assert [each["state"] for each in client.body(path)["evidence"]] == ["pending", "pending"]
    running.world.clock.advance(60)
    for leg in ("request", "response"):
        container = client.get(f"{path}/evidence", params={"leg": leg})
        assert container.headers["Content-Type"] == "application/vnd.etsi.asic-e+zip"
        assert zipfile.ZipFile(io.BytesIO(container.content)).namelist()[0] == "mimetype"
        state = next(each for each in client.body(path)["evidence"] if each["leg"] == leg)
        assert (state["state"], state["sha256"]) == ("ready", hashlib.sha256(container.content).hexdigest())
        tag = {"If-None-Match": container.headers["ETag"]}
        assert client.get(f"{path}/evidence", params={"leg": leg}, headers=tag).status_code == 304


def test_refused_call_has_no_response_as_evidence() -> None:
    running = hub()
    call(running, client="VN/GOV/EXAMPLE/stranger")
    client = Client(running, "example-stranger")
    path = f"{TRANSACTIONS}/{listed(running, 'example-stranger')[0]['transaction_id']}"
    assert code_of(client.get(f"{path}/evidence", params={"leg": "response"})) == (404, "not-found")


def test_exchanges_are_counted_by_what_is_asked() -> None:
    running = hub()
    for path in ("/enterprises?limit=1", "/enterprises/nobody", "/enterprises?limit=1"):
        call(running, path)
    query = {"from": "2027-01-15", "to": "2027-01-15"}
    (row,) = Client(running).body("/audit/v1/statistics/exchange", **query)["items"]
    assert (row["key"], row["calls"], row["succeeded"], row["failed"]) == (SERVICE, 3, 2, 1)
    assert row["response_bytes"] > 0
    keys = {
        group: [each["key"] for each in grouped(running, group, query)]
        for group in ("client", "organization", "day", "hour", "outcome", "origin")
    }
    assert keys == {
        "client": [PORTAL],
        "organization": ["VN/GOV/EXAMPLE"],
        "day": ["2027-01-15"],
        "hour": ["2027-01-15T15"],
        "outcome": ["failed", "succeeded"],
        "origin": [None, "provider"],
    }
    other_day = {"from": "2027-01-16", "to": "2027-01-16"}
    assert Client(running).body("/audit/v1/statistics/exchange", **other_day)["items"] == []


def grouped(hub: Hub, group: str, query: dict[str, str]) -> list[dict[str, Any]]:
    return list(Client(hub).body("/audit/v1/statistics/exchange", group_by=group, **query)["items"])


def test_export_of_a_past_day_is_open_and_anonymous() -> None:
    running = hub()
    call(running, **{"X-Road-UserId": "VN012345678901"})
    call(running, **{"X-Road-UserId": "VN012345678901"})
    path = "/audit/v1/exports/2027-01-15.ndjson.gz"
    assert code_of(ask(running, "GET", path)) == (404, "not-found")
    running.world.clock.advance(86_400)
    answer = ask(running, "GET", path)
    assert answer.headers["Content-Type"] == "application/gzip"
    assert "Content-Encoding" not in answer.headers
    lines = gzip.decompress(answer.content).decode().splitlines()
    rows = [json.loads(line) for line in lines]
    assert [row["hour"] for row in rows] == ["2027-01-15T08:00:00Z"] * 2
    assert {row["client_organization"] for row in rows} == {"VN/GOV/EXAMPLE"}
    assert len({row["user_hash"] for row in rows}) == 1
    assert "VN012345678901" not in "".join(lines)
    assert hashlib.sha256(b"VN012345678901").hexdigest() not in "".join(lines)
    assert ask(running, "GET", path, headers={"If-None-Match": answer.headers["ETag"]}).status_code == 304
    assert gzip.decompress(ask(running, "GET", "/audit/v1/exports/2020-01-01.ndjson.gz").content) == b""


def test_health_of_a_service_is_what_the_log_says() -> None:
    running = hub()
    client = Client(running)
    assert client.body(f"{SERVICE_PATH}/health")["status"] == "unknown"
    call(running)
    health = client.body(f"{SERVICE_PATH}/health")
    assert (health["status"], health["succeeded"], health["failed"]) == ("up", 1, 0)
    assert health["last_failure_at"] is None
    call(running, "/enterprises/nobody")
    assert client.body(f"{SERVICE_PATH}/health")["status"] == "degraded"
    running.world.clock.advance(601)
    later = Client(running).body(f"{SERVICE_PATH}/health")
    assert (later["status"], later["duration_ms"]) == ("unknown", None)
    assert later["last_success_at"] == "2027-01-15T08:00:00.000Z"
