"""Subscriptions: what is accepted, how addresses are verified, and how each state is reached."""

from typing import Any

import pytest

from mocks.hub.domain.exchange.receiving import (
    ADDRESS,
    Receiver,
    call,
    event,
    matching,
    publish,
    signature_is_right,
    subscribe,
    world,
)
from mocks.hub.domain.identity.asking import AGREEMENT, SERVICE

PULL = {"mode": "pull"}


def push(address: str = ADDRESS, **members: Any) -> dict[str, Any]:
    return {"mode": "push", "address": address, **members}


def test_address_that_shakes_hands_is_active_at_once() -> None:
    made = subscribe(world(Receiver()))
    assert (made.status_code, made.json()["state"]) == (201, "active")
    assert made.json()["delivery"] == push(content_mode="structured", batch_size=1, ordering="none")
    assert made.json()["verified_at"]


@pytest.mark.parametrize("allowed", ["hub.example", "*"])
def test_receiver_may_name_the_hub_or_everybody(allowed: str) -> None:
    assert subscribe(world(Receiver(allowed=allowed))).json()["state"] == "active"


def test_receiver_that_allows_another_hub_stays_unverified() -> None:
    assert subscribe(world(Receiver(allowed="other.example"))).json()["state"] == "pending_verification"


def test_challenge_is_signed_and_its_return_verifies() -> None:
    receiver = Receiver(allowed=None)
    hub = world(receiver)
    made = subscribe(hub)
    path = f"/subscriptions/{made.json()['id']}"
    (message,) = receiver.received
    assert message.event["type"] == "example.hub.subscription.challenge"
    assert signature_is_right(hub, message)
    wrong = call(hub, "POST", f"{path}:verify", json={"challenge": "guess"}, headers=matching(made))
    assert (wrong.status_code, call(hub, "GET", path).json()["state"]) == (422, "pending_verification")
    right = {"challenge": message.event["data"]["challenge"]}
    assert call(hub, "POST", f"{path}:verify", json=right, headers=matching(made)).json()["state"] == "active"


def test_handshake_can_be_tried_again() -> None:
    receiver = Receiver(is_reachable=False)
    hub = world(receiver)
    made = subscribe(hub)
    assert made.json()["state"] == "pending_verification"
    receiver.is_reachable = True
    path = f"/subscriptions/{made.json()['id']}:verify"
    headers = matching(call(hub, "GET", path.removesuffix(":verify")))
    assert call(hub, "POST", path, headers=headers).json()["state"] == "active"
    assert call(hub, "POST", path, headers={"If-Match": "*"}).status_code == 409


@pytest.mark.parametrize(
    "address",
    [
        "http://receiver.example/events",
        "https://unregistered.example/events",
        "https://user:password@receiver.example/",
        "https://receiver.example/#part",
        "https://10.0.0.1/",
        "https://192.168.1.1/",
        "https://169.254.169.254/latest/meta-data/",
        "https://[fe80::1]/",
        "https://[fd00::1]/",
        "https://[::ffff:10.0.0.1]/",
        "https://0.0.0.0/",
        "https://2130706433/",
        "https://0x7f.1/",
        "https://127.1/",
        "ftp://receiver.example/",
    ],
)
def test_address_that_the_hub_must_not_call_is_refused(address: str) -> None:
    receiver = Receiver()
    refused = subscribe(world(receiver), delivery=push(address))
    assert (refused.status_code, refused.json()["errors"][0]["pointer"]) == (422, "/delivery/address")
    assert receiver.received == []


@pytest.mark.parametrize("address", ["http://127.0.0.1:8099/x", "http://localhost/x", "https://[::1]:8443/x"])
def test_loopback_is_called_in_tests_only(address: str) -> None:
    assert subscribe(world(Receiver()), delivery=push(address)).status_code == 201
    assert subscribe(world(Receiver(), allows_loopback_callbacks=False), delivery=push(address)).status_code == 422


def test_host_is_registered_for_one_system_and_not_for_all() -> None:
    hub = world(Receiver())
    hub.exchange.callback_hosts["VN/GOV/EXAMPLE/stranger"] = set()
    hub.identity.clients.change("stranger", scopes=["exchange"])
    assert subscribe(hub, "stranger").status_code == 422
    assert subscribe(hub).status_code == 201


def test_service_needs_an_agreement() -> None:
    hub = world(Receiver())
    hub.identity.clients.change("stranger", scopes=["exchange"])
    assert subscribe(hub, service=SERVICE).json()["agreement_id"] == AGREEMENT
    assert subscribe(hub, "stranger", service=SERVICE).json()["code"] == "access-denied"
    assert subscribe(hub, service="VN/GOV/G12/dkkd/other").status_code == 422
    hub.catalog.agreements.change(AGREEMENT, state="suspended")
    assert subscribe(hub, service=SERVICE).json()["code"] == "agreement-inactive"


def test_paused_subscription_keeps_events_and_resumes_where_it_stopped() -> None:
    receiver = Receiver()
    hub = world(receiver)
    made = subscribe(hub)
    path = f"/subscriptions/{made.json()['id']}"
    publish(hub, event(1))
    paused = call(hub, "POST", f"{path}:pause", headers=matching(made))
    publish(hub, event(2))
    publish(hub, event(3))
    assert (paused.json()["state"], receiver.ids) == ("paused", ["e-1"])
    assert call(hub, "GET", path).json()["pending"] == 2
    resumed = call(hub, "POST", f"{path}:resume", headers=matching(paused))
    assert (resumed.json()["state"], resumed.json()["pending"], receiver.ids) == ("active", 0, ["e-1", "e-2", "e-3"])
    assert call(hub, "POST", f"{path}:resume", headers=matching(resumed)).json()["code"] == "state-conflict"


def test_change_depends_on_the_state_that_was_seen() -> None:
    hub = world(Receiver())
    made = subscribe(hub)
    path = f"/subscriptions/{made.json()['id']}"
    assert call(hub, "POST", f"{path}:pause").status_code == 428
    assert call(hub, "POST", f"{path}:pause", headers={"If-Match": '"other"'}).status_code == 412
    publish(hub, event())
    assert call(hub, "POST", f"{path}:pause", headers=matching(made)).status_code == 200, "events are no change"


def _patch(hub: Any, path: str, body: dict[str, Any]) -> Any:
    headers = {"Content-Type": "application/merge-patch+json", "If-Match": "*"}
    return call(hub, "PATCH", path, json=body, headers=headers)


def test_patch_merges_and_a_new_address_is_verified_again() -> None:
    receiver = Receiver()
    hub = world(receiver)
    path = f"/subscriptions/{subscribe(hub, name='first').json()['id']}"
    named = _patch(hub, path, {"name": None, "filter": {"types": ["vn.*"]}}).json()
    assert (named["name"], named["filter"], named["state"]) == (None, {"types": ["vn.*"]}, "active")
    receiver.allowed = None
    moved = _patch(hub, path, {"delivery": push("https://receiver.example/new")}).json()
    assert (moved["state"], moved["verified_at"]) == ("pending_verification", None)
    assert receiver.received[-1].url == "https://receiver.example/new"
    pulled = _patch(hub, path, {"delivery": PULL}).json()
    assert (pulled["state"], pulled["delivery"]) == ("active", PULL)


def test_patch_is_checked_as_a_creation_is() -> None:
    hub = world(Receiver())
    path = f"/subscriptions/{subscribe(hub).json()['id']}"
    assert _patch(hub, path, {"delivery": push("https://10.0.0.1/")}).status_code == 422
    assert _patch(hub, path, {"expires_at": "2020-01-01T00:00:00Z"}).status_code == 422


def test_subscription_ends_by_the_clock() -> None:
    receiver = Receiver()
    hub = world(receiver)
    made = subscribe(hub, expires_at="2027-01-15T08:01:00Z")
    path = f"/subscriptions/{made.json()['id']}"
    hub.clock.advance(60)
    publish(hub, event())
    assert call(hub, "GET", path).json()["state"] == "expired"
    assert receiver.received == []
    assert _patch(hub, path, {"name": "x"}).status_code == 409


def test_subscription_ends_with_its_agreement() -> None:
    hub = world(Receiver())
    path = f"/subscriptions/{subscribe(hub, service=SERVICE).json()['id']}"
    hub.catalog.agreements.change(AGREEMENT, state="revoked")
    assert call(hub, "GET", path).json()["state"] == "cancelled"


def test_subscriptions_of_others_do_not_exist() -> None:
    hub = world(Receiver())
    path = f"/subscriptions/{subscribe(hub).json()['id']}"
    assert call(hub, "GET", path, "provider").status_code == 404
    assert call(hub, "DELETE", path, "provider").status_code == 404
    assert call(hub, "GET", "/subscriptions", "provider").json()["items"] == []


def test_list_shows_one_state_and_deletion_ends_it() -> None:
    hub = world(Receiver())
    ids = [subscribe(hub).json()["id"], subscribe(hub, delivery=PULL).json()["id"]]
    call(hub, "POST", f"/subscriptions/{ids[0]}:pause", headers={"If-Match": "*"})
    active = call(hub, "GET", "/subscriptions", params={"state": "active"}).json()["items"]
    assert [each["id"] for each in active] == ids[1:]
    assert call(hub, "DELETE", f"/subscriptions/{ids[0]}").status_code == 204
    assert call(hub, "GET", f"/subscriptions/{ids[0]}").status_code == 404


def test_pulled_events_come_until_they_are_acknowledged() -> None:
    hub = world()
    publish(hub, event(0))
    path = f"/subscriptions/{subscribe(hub, delivery=PULL).json()['id']}"
    publish(hub, *(event(number) for number in (1, 2, 3)))
    first = call(hub, "GET", f"{path}/events", params={"limit": 2}).json()
    assert first["items"] == [event(1), event(2)], "not those from before the subscription"
    assert call(hub, "GET", f"{path}/events").json()["items"] == [event(1), event(2), event(3)]
    rest = call(hub, "GET", f"{path}/events", params={"after": first["next_cursor"]}).json()
    assert rest["items"] == [event(3)]
    for _ in range(2):
        assert call(hub, "POST", f"{path}:ack", json={"cursor": first["next_cursor"]}).json()["pending"] == 1
    assert call(hub, "GET", f"{path}/events").json()["items"] == [event(3)]
    call(hub, "POST", f"{path}:ack", json={"cursor": rest["next_cursor"]})
    call(hub, "POST", f"{path}:ack", json={"cursor": first["next_cursor"]})
    assert call(hub, "GET", f"{path}/events").json()["items"] == []


def test_cursor_of_nothing_is_refused() -> None:
    hub = world()
    path = f"/subscriptions/{subscribe(hub, delivery=PULL).json()['id']}"
    assert call(hub, "GET", f"{path}/events", params={"after": "x"}).status_code == 400
    assert call(hub, "POST", f"{path}:ack", json={"cursor": "x"}).status_code == 422
    assert call(hub, "POST", f"{path}:ack", json={"cursor": "9" * 20}).status_code == 422


def test_push_is_not_pulled_and_rest_is_not_disturbed() -> None:
    hub = world(Receiver())
    pushed = f"/subscriptions/{subscribe(hub).json()['id']}"
    assert call(hub, "GET", f"{pushed}/events").status_code == 409
    assert call(hub, "POST", f"{pushed}:ack", json={"cursor": "0" * 20}).status_code == 409
    pulled = f"/subscriptions/{subscribe(hub, delivery=PULL).json()['id']}"
    call(hub, "POST", f"{pulled}:pause", headers={"If-Match": "*"})
    assert call(hub, "GET", f"{pulled}/events").status_code == 409


@pytest.mark.parametrize(
    ("wanted", "comes"),
    [
        ({}, True),
        ({"types": ["vn.example.enterprise.changed"]}, True),
        ({"types": ["other", "vn.example.*"]}, True),
        ({"types": ["vn.example.enterprise"]}, False),
        ({"source": "/VN/GOV/G12"}, True),
        ({"source": "/VN/GOV/G13"}, False),
        ({"subject": "s-"}, True),
        ({"subject": "t-"}, False),
        ({"types": ["*"], "subject": "t-"}, False),
    ],
)
def test_filter_holds_in_all_its_parts(wanted: dict[str, Any], comes: bool) -> None:
    hub = world()
    path = f"/subscriptions/{subscribe(hub, delivery=PULL, filter=wanted).json()['id']}"
    publish(hub, event())
    assert bool(call(hub, "GET", f"{path}/events").json()["items"]) == comes


def test_events_reach_only_systems_with_an_agreement() -> None:
    hub = world()
    hub.identity.clients.change("stranger", scopes=["exchange"])
    path = f"/subscriptions/{subscribe(hub, 'stranger', delivery=PULL).json()['id']}"
    publish(hub, event())
    assert call(hub, "GET", f"{path}/events", "stranger").json()["items"] == []
