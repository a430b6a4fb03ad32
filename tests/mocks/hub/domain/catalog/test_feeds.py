"""What the hub tells of itself: changes, the signed snapshot, counts, members."""

import base64
import csv
import json
from email.utils import parsedate_to_datetime
from typing import Any

import pytest
from joserfc import jws
from joserfc.jwk import ECKey

from mocks.hub.calling import NOW, SERVICE, SERVICE_PATH, STRANGER_DRAFT, Client, ask, code_of, hub
from ndxp_mocks import Hub

REQUESTS, EVENTS = "/catalog/v1/access-requests", "/catalog/v1/events"


def asked_for_access(hub: Hub) -> str:
    """The id of a submitted access request of the stranger."""
    client = Client(hub, "example-stranger")
    made = client.made(REQUESTS, STRANGER_DRAFT)
    client.moved(f"{REQUESTS}/{made['id']}", "submit")
    return str(made["id"])


def types(client: Client, **query: Any) -> list[str]:
    return [each["type"] for each in client.body(EVENTS, **query)["items"]]


def test_changes_are_told_to_those_whom_they_concern() -> None:
    running = hub()
    asked_for_access(running)
    for client_id in ("example-stranger", "example-provider"):
        assert types(Client(running, client_id)) == ["access_request.created", "access_request.submitted"]
    assert types(Client(running, "example-portal")) == []
    Client(running, "example-provider").moved(f"{SERVICE_PATH}/versions/1.0.0", "suspend")
    assert types(Client(running, "example-portal")) == ["version.suspended"]


def test_feed_goes_on_where_it_was_left() -> None:
    running = hub()
    client = Client(running, "example-stranger")
    nothing = client.body(EVENTS)
    assert nothing["items"] == []
    asked_for_access(running)
    first = client.body(EVENTS, after=nothing["next_cursor"], limit=1)
    second = client.body(EVENTS, after=first["next_cursor"])
    assert [each["type"] for each in (*first["items"], *second["items"])] == types(client)
    assert client.body(EVENTS, after=second["next_cursor"]) == {**second, "items": []}
    assert types(client, type="access_request.submitted") == ["access_request.submitted"]
    assert code_of(client.get(EVENTS, params={"after": "nonsense"})) == (400, "request-invalid")


def test_event_names_the_state_that_the_resource_has() -> None:
    running = hub()
    request_id = asked_for_access(running)
    client = Client(running, "example-stranger")
    last = client.body(EVENTS)["items"][-1]
    assert last["subject"] == request_id
    assert last["data"] == {"state": "pending", "etag": client.get(f"{REQUESTS}/{request_id}").headers["ETag"]}


def test_every_change_stands_in_the_audit_log() -> None:
    running = hub()
    request_id = asked_for_access(running)
    provider = Client(running, "example-provider")
    provider.headers["X-Correlation-Id"] = "case-7"
    provider.moved(f"{REQUESTS}/{request_id}", "reject", {"reason": "Không đủ căn cứ"})
    events = provider.body("/audit/v1/audit-events", object=request_id)["items"]
    assert [each["action"].rpartition(".")[2] for each in events] == ["create", "submit", "reject"]
    assert [each["actor"] for each in events] == ["example-stranger", "example-stranger", "example-provider"]
    assert (events[-1]["reason"], events[-1]["correlation_id"]) == ({"vi": "Không đủ căn cứ"}, "case-7")
    by = provider.body("/audit/v1/audit-events", actor="example-provider")["items"]
    assert by == [events[-1]]
    assert provider.body("/audit/v1/audit-events", actor="VN/GOV/EXAMPLE/stranger")["items"] == events[:2]
    assert provider.body("/audit/v1/audit-events", after="2027-01-15T08:00:01Z")["items"] == []
    assert Client(running, "example-portal").body("/audit/v1/audit-events")["items"] == []


def payload(text: str) -> dict[str, Any]:
    part = text.split(".")[1]
    return dict(json.loads(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4))))


def test_snapshot_is_signed_by_a_published_key_and_expires() -> None:
    running = hub()
    client = Client(running)
    answer = client.get("/catalog/v1/snapshot")
    assert answer.headers["Content-Type"] == "application/jose"
    key = next(each for each in ask(running, "GET", "/.well-known/jwks.json").json()["keys"] if each["kty"] == "EC")
    verified = jws.deserialize_compact(answer.text, ECKey.import_key(key), ["ES256"])
    told = json.loads(verified.payload or b"")
    assert verified.protected["kid"] == key["kid"]
    assert (told["iss"], told["iat"], told["exp"], told["version"]) == ("https://hub.example", NOW, NOW + 3600, 1)
    assert parsedate_to_datetime(answer.headers["Expires"]).timestamp() == NOW + 3600
    assert SERVICE in [each["id"] for each in told["services"]]


def test_snapshot_stays_until_something_changes_or_it_grows_old() -> None:
    running = hub()
    client = Client(running, "example-provider")
    first = client.get("/catalog/v1/snapshot")
    tag = {"If-None-Match": first.headers["ETag"]}
    assert client.get("/catalog/v1/snapshot", headers=tag).status_code == 304
    client.patched(SERVICE_PATH, {"personal_data": True})
    second = client.get("/catalog/v1/snapshot", headers=tag)
    assert (second.status_code, payload(second.text)["version"]) == (200, 2)
    running.world.clock.advance(1801)
    third = Client(running).get("/catalog/v1/snapshot")
    assert (payload(third.text)["version"], payload(third.text)["exp"]) == (3, NOW + 1801 + 3600)


def test_snapshot_can_have_expired() -> None:
    told = payload(Client(hub(snapshot_lifetime=-60)).get("/catalog/v1/snapshot").text)
    assert told["exp"] < NOW


def test_services_are_counted_for_each_day() -> None:
    client = Client(hub())
    counts = client.body("/catalog/v1/statistics/services")
    assert (counts["from"], counts["to"], len(counts["items"])) == ("2026-12-17", "2027-01-15", 30)
    assert counts["items"][-1]["published_versions"] == 4
    early = client.body("/catalog/v1/statistics/services", **{"from": "2026-01-14", "to": "2026-01-15"})
    assert [each["services"] for each in early["items"]] == [0, 4]


def test_counts_come_as_csv_too() -> None:
    answer = Client(hub()).get("/catalog/v1/statistics/services", headers={"Accept": "text/csv"})
    rows = list(csv.DictReader(answer.text.splitlines()))
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert (len(rows), rows[-1]["date"], rows[-1]["sync"]) == (30, "2027-01-15", "4")


@pytest.mark.parametrize(
    ("first", "last", "status"),
    [
        ("2027-01-02", "2027-01-01", 400),
        ("2020-01-01", "2027-01-01", 400),
        ("2027-02-30", "2027-03-01", 400),
        ("0001-01-01", "0001-01-02", 200),
        ("9999-12-30", "9999-12-31", 200),
    ],
)
def test_span_of_days_is_in_order_and_bounded(first: str, last: str, status: int) -> None:
    client = Client(hub())
    query = {"from": first, "to": last}
    assert client.get("/catalog/v1/statistics/services", params=query).status_code == status
    assert client.get("/audit/v1/statistics/exchange", params=query).status_code == status


def test_members_are_listed_and_found() -> None:
    client = Client(hub())
    organizations = client.body("/catalog/v1/organizations")["items"]
    assert {"VN/GOV/EXAMPLE", "VN/COM/0000000000", "VN/GOV/G12"} <= {each["id"] for each in organizations}
    assert [each["id"] for each in client.body("/catalog/v1/organizations", member_class="COM")["items"]] == [
        "VN/COM/0000000000"
    ]
    assert client.body("/catalog/v1/organizations/VN:GOV:G12")["name"]["en"] == "Ministry of Finance"
    assert client.body("/catalog/v1/systems/VN:GOV:EXAMPLE:portal")["connection_type"] == "http"
    assert len(client.body("/catalog/v1/systems", organization="VN/GOV/EXAMPLE")["items"]) == 5
    assert code_of(client.get("/catalog/v1/organizations/VN:GOV:NOBODY")) == (404, "not-found")
    assert code_of(client.get("/catalog/v1/systems/VN:GOV:EXAMPLE:nobody")) == (404, "not-found")


def test_health_is_told_to_everybody() -> None:
    assert ask(hub(), "GET", "/catalog/v1/health").json()["status"] == "up"
