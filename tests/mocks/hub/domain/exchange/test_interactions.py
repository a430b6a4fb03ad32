"""Asynchronous requests pass from state to state, and each party hears of it."""

import asyncio
import hashlib
from typing import Any

import httpx
import pytest

from mocks.hub.domain.exchange.receiving import Receiver, call, matching, signature_is_right, world
from mocks.hub.domain.identity.asking import AGREEMENT, PURPOSE, SERVICE
from ndxp_mocks.hub.domain.exchange.webhook_worker import deliver_due
from ndxp_mocks.hub.http.digests import content_digest
from ndxp_mocks.hub.state.world import World

CALLBACK = "https://receiver.example/callback"
PROBLEM = {
    "type": "https://hub.example/problems/not-found",
    "title": "No such enterprise",
    "status": 404,
    "code": "not-found",
    "origin": "provider",
    "retryable": False,
}


def start(hub: World, client: str = "portal", **members: Any) -> httpx.Response:
    return call(hub, "POST", "/interactions", client, json={"service": SERVICE, **members})


def respond(hub: World, path: str, number: int = 1, subject: str | None = None, **data: Any) -> httpx.Response:
    """The provider's report, under its own id."""
    event = {"specversion": "1.0", "id": f"c-{number}", "source": "/VN/GOV/G12/dkkd"}
    whole = {**event, "type": "example.hub.interaction.callback", "data": {"outcome": "accepted", **data}}
    told = whole if subject is None else {**whole, "subject": subject}
    headers = {"Content-Type": "application/cloudevents+json"}
    return call(hub, "POST", f"{path}:callback", "provider", json=told, headers=headers)


def store(hub: World, path: str, body: bytes, part: int = 1, **headers: str) -> httpx.Response:
    told = {"Content-Type": "text/csv", **headers}
    return call(hub, "PUT", f"{path}/result", "provider", params={"part": part}, content=body, headers=told)


def read(hub: World, path: str, part: int = 1) -> httpx.Response:
    return call(hub, "GET", f"{path}/result", params={"part": part})


def _started(receiver: Receiver | None = None, **members: Any) -> tuple[World, str]:
    hub = world(receiver)
    return hub, f"/interactions/{start(hub, **members).json()['id']}"


def test_request_goes_from_state_to_state_and_the_consumer_hears_of_each() -> None:
    receiver = Receiver()
    hub, path = _started(receiver, callback=CALLBACK, path="/enterprises?q=1", issue="case-1")
    assert respond(hub, path, parts=2).json()["state"] == "callback_received"
    assert store(hub, path, b"b", part=2).json()["state"] == "callback_received"
    ready = store(hub, path, b"a", part=1)
    assert ready.json()["state"] == "resource_ready"
    assert [part["part"] for part in ready.json()["result"]] == [1, 2]
    first = read(hub, path)
    assert (first.content, first.headers["content-type"]) == (b"a", "text/csv; charset=utf-8")
    assert first.headers["repr-digest"] == content_digest(b"a")
    confirmed = call(hub, "POST", f"{path}:confirm", headers=matching(call(hub, "GET", path)))
    assert confirmed.json()["state"] == "confirmed"
    assert read(hub, path, part=2).content == b"b"
    kinds = [message.event["type"].rpartition(".")[2] for message in receiver.received]
    assert kinds == ["callback_received", "resource_ready"]
    assert receiver.received[1].event["data"] == ready.json()
    assert all(signature_is_right(hub, message) for message in receiver.received)


def test_new_interaction_says_what_was_asked() -> None:
    hub = world()
    made = start(hub, data={"a": 1}, message_id="m-1", expires_in=60, purpose_id=PURPOSE)
    assert made.status_code == 202
    assert made.headers["location"] == f"/exchange/v1/interactions/{made.json()['id']}"
    told = {
        name: made.json()[name] for name in ("method", "path", "message_id", "agreement_id", "purpose_id", "client")
    }
    assert told == {
        "method": "POST",
        "path": "/",
        "message_id": "m-1",
        "agreement_id": AGREEMENT,
        "purpose_id": PURPOSE,
        "client": "VN/GOV/EXAMPLE/portal",
    }
    assert made.json()["expires_at"] == "2027-01-15T08:01:00.000Z"
    assert "data" not in made.json()


def test_provider_is_handed_the_request_where_it_has_registered_an_address() -> None:
    receiver = Receiver()
    hub = world(receiver)
    hub.exchange.provider_callbacks[SERVICE] = "https://provider.example/requests"
    made = start(hub, data_base64="AAA=", content_type="application/pdf", user_id="VN1")
    (message,) = receiver.received
    assert message.url == "https://provider.example/requests"
    assert signature_is_right(hub, message)
    data = message.event["data"]
    assert (data["interaction_id"], data["data_base64"], data["user_id"]) == (made.json()["id"], "AAA=", "VN1")


def test_same_creation_again_starts_one_interaction() -> None:
    hub = world()
    body = {"json": {"service": SERVICE}, "headers": {"Idempotency-Key": "k-1"}}
    ids = {call(hub, "POST", "/interactions", **body).json()["id"] for _ in range(2)}
    assert len(ids) == len(hub.exchange.interactions) == 1


def test_report_that_comes_twice_changes_nothing() -> None:
    hub, path = _started()
    first = respond(hub, path, parts=3)
    assert respond(hub, path, parts=5).json() == first.json()
    assert respond(hub, path, number=2).json()["code"] == "state-conflict"


def test_refused_request_has_a_problem_and_no_result() -> None:
    hub, path = _started()
    refused = respond(hub, path, outcome="refused", problem=PROBLEM).json()
    assert (refused["state"], refused["problem"], refused["parts_expected"]) == ("callback_received", PROBLEM, 0)
    assert read(hub, path).json()["code"] == "state-conflict"
    assert store(hub, path, b"late").status_code == 422


def test_refusal_without_a_reason_has_a_problem_too() -> None:
    hub, path = _started()
    assert respond(hub, path, outcome="refused").json()["problem"]["origin"] == "provider"


def test_result_is_pending_until_it_is_whole() -> None:
    hub, path = _started()
    assert read(hub, path).json()["code"] == "result-pending"
    assert store(hub, path, b"early").status_code == 409
    respond(hub, path, parts=2)
    store(hub, path, b"a")
    assert read(hub, path).json()["code"] == "result-pending"


def test_part_may_come_again_with_the_same_bytes_only() -> None:
    hub, path = _started()
    respond(hub, path)
    store(hub, path, b"a")
    assert store(hub, path, b"a").json()["state"] == "resource_ready"
    assert store(hub, path, b"b").status_code == 409
    assert store(hub, path, b"c", part=2).status_code == 409
    assert read(hub, path, part=2).status_code == 404


def test_part_with_the_digest_of_other_bytes_is_refused() -> None:
    hub, path = _started()
    respond(hub, path)
    told = {"Content-Digest": content_digest(b"a", "sha-512")}
    assert store(hub, path, b"b", **told).json()["code"] == "digest-mismatch"
    assert store(hub, path, b"a", **told).status_code == 200


def test_known_part_is_not_sent_again() -> None:
    hub, path = _started()
    respond(hub, path)
    store(hub, path, b"a")
    tag = read(hub, path).headers["etag"]
    assert tag == f'"{hashlib.sha256(b"a").hexdigest()}"'
    assert call(hub, "GET", f"{path}/result", headers={"If-None-Match": tag}).status_code == 304


@pytest.mark.parametrize("stage", ["started", "callback_received", "resource_ready"])
def test_interaction_expires_from_any_state_and_the_consumer_is_told(stage: str) -> None:
    receiver = Receiver()
    hub, path = _started(receiver, callback=CALLBACK, expires_in=60)
    if stage != "started":
        respond(hub, path)
    if stage == "resource_ready":
        store(hub, path, b"a")
    hub.clock.advance(60)
    asyncio.run(deliver_due(hub))
    assert receiver.received[-1].event["type"] == "example.hub.interaction.expired"
    assert call(hub, "GET", path).json()["state"] == "expired"
    assert read(hub, path).status_code == 409
    assert respond(hub, path, number=9).status_code == 409
    assert [name for name in hub.contents if name.startswith("interactions/")] == []


def test_confirmed_interaction_does_not_expire() -> None:
    hub, path = _started(expires_in=60)
    respond(hub, path)
    store(hub, path, b"a")
    assert call(hub, "POST", f"{path}:confirm", headers={"If-Match": "*"}).status_code == 200
    hub.clock.advance(60)
    assert call(hub, "GET", path).json()["state"] == "confirmed"
    assert call(hub, "POST", f"{path}:confirm", headers={"If-Match": "*"}).status_code == 409


def test_each_party_may_do_its_own_part_only() -> None:
    hub, path = _started()
    hub.identity.clients.change("stranger", scopes=["exchange"])
    assert call(hub, "GET", path, "provider").status_code == 200
    assert call(hub, "GET", path, "stranger").status_code == 404
    assert call(hub, "DELETE", path, "provider").status_code == 403
    assert call(hub, "GET", f"{path}/result", "provider").status_code == 403
    assert call(hub, "PUT", f"{path}/result", content=b"a", headers={"Content-Type": "a/b"}).status_code == 403


def test_interaction_that_is_given_up_is_gone() -> None:
    receiver = Receiver(statuses=[500])
    hub, path = _started(receiver, callback=CALLBACK)
    respond(hub, path)
    assert call(hub, "DELETE", path).status_code == 204
    assert call(hub, "GET", path).status_code == 404
    assert len(hub.exchange.deliveries) == 0


def test_request_without_a_right_to_it_is_refused() -> None:
    hub = world()
    hub.identity.clients.change("stranger", scopes=["exchange"])
    assert start(hub, "stranger").json()["code"] == "access-denied"
    assert start(hub, service="VN/GOV/G12/dkkd/other").status_code == 404
    assert start(hub, agreement_id=PURPOSE).status_code == 403
    assert start(hub, purpose_id=AGREEMENT).status_code == 422
    assert start(hub, callback="https://10.0.0.1/").status_code == 422
    hub.catalog.purposes.change(PURPOSE, state="suspended")
    assert start(hub, purpose_id=PURPOSE).json()["code"] == "purpose-inactive"
    hub.catalog.agreements.change(AGREEMENT, valid_until="2027-01-15T08:00:00Z")
    assert start(hub).json()["code"] == "agreement-inactive"


def test_report_about_another_interaction_is_refused() -> None:
    hub, path = _started()
    assert respond(hub, path, subject="another").status_code == 422
    assert respond(hub, path, subject=path.rpartition("/")[2]).status_code == 200
