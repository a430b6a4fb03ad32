"""Events are published in every mode of CloudEvents and delivered as the contract says: signed, again and again."""

import asyncio
import json
from typing import Any

import pytest

from mocks.hub.domain.exchange.receiving import (
    ADDRESS,
    Receiver,
    call,
    event,
    publish,
    signature_is_right,
    subscribe,
    world,
)
from mocks.hub.domain.identity.asking import ask, bearer, token
from ndxp_mocks.hub.domain.exchange.webhook_worker import deliver_due
from ndxp_mocks.hub.state.world import World

BINARY = {"ce-specversion": "1.0", "ce-id": "e-1", "ce-source": "/VN/GOV/G12/dkkd", "ce-type": "vn.example.changed"}


def deliver(hub: World) -> int:
    return asyncio.run(deliver_due(hub))


def deliveries(hub: World, made: Any, **query: str) -> list[dict[str, Any]]:
    path = f"/subscriptions/{made.json()['id']}/deliveries"
    return list(call(hub, "GET", path, params=query).json()["items"])


def _pulled(hub: World, made: Any) -> list[dict[str, Any]]:
    return list(call(hub, "GET", f"/subscriptions/{made.json()['id']}/events").json()["items"])


def test_same_source_and_id_count_once() -> None:
    hub = world()
    made = subscribe(hub, delivery={"mode": "pull"})
    assert publish(hub, event(1), event(1), event(2)).json() == {"accepted": 2, "duplicates": 1}
    assert publish(hub, event(1)).json() == {"accepted": 0, "duplicates": 1}
    assert publish(hub, event(1, source="/VN/GOV/G12/dkkd/a")).json() == {"accepted": 1, "duplicates": 0}
    assert len(_pulled(hub, made)) == 3


@pytest.mark.parametrize(
    ("media_type", "body", "members"),
    [
        ("application/json", b'{"a": 1}', {"data": {"a": 1}}),
        ("application/json", b"null", {"data": None}),
        ("application/pdf", b"\x00\xff", {"data_base64": "AP8="}),
        ("text/plain", b"", {}),
    ],
)
def test_binary_mode_means_the_same_event(media_type: str, body: bytes, members: dict[str, Any]) -> None:
    hub = world()
    made = subscribe(hub, delivery={"mode": "pull"})
    headers = {**BINARY, "ce-subject": "T%C3%AAn%20%25", "ce-sequence": "7", "Content-Type": media_type}
    assert call(hub, "POST", "/events", "provider", content=body, headers=headers).status_code == 202
    expected = {name.removeprefix("ce-"): value for name, value in BINARY.items()}
    assert _pulled(hub, made) == [
        {**expected, "subject": "Tên %", "sequence": "7", "datacontenttype": media_type, **members}
    ]


@pytest.mark.parametrize(
    "headers",
    [
        {"ce-specversion": ""},
        {"ce-specversion": "0.3"},
        {"ce-time": "yesterday"},
        {"ce-source": "not a reference"},
        {"ce-data": "x"},
        {"ce-my-name": "x"},
    ],
)
def test_attributes_that_break_the_specification_are_refused(headers: dict[str, str]) -> None:
    told = {**BINARY, "Content-Type": "application/json", **headers}
    refused = call(world(), "POST", "/events", "provider", content=b"{}", headers=told)
    assert refused.status_code in (400, 422)


def test_missing_attributes_are_named() -> None:
    headers = {"Content-Type": "application/json"}
    refused = call(world(), "POST", "/events", "provider", content=b"{}", headers=headers)
    pointers = [each["pointer"] for each in refused.json()["errors"]]
    assert pointers == [f"#header/ce-{name}" for name in ("specversion", "id", "source", "type")]


def test_source_is_not_that_of_another_system() -> None:
    hub = world()
    assert publish(hub, event(source="/VN/GOV/EXAMPLE/portal")).status_code == 403
    assert publish(hub, event(source="urn:example:anything")).status_code == 202


@pytest.mark.parametrize("algorithm", ["ecdsa-p256-sha256", "ed25519"])
@pytest.mark.parametrize("mode", ["structured", "binary", "batch"])
def test_every_message_is_signed(mode: str, algorithm: str) -> None:
    receiver = Receiver()
    hub = world(receiver, message_algorithm=algorithm)
    subscribe(hub, delivery={"mode": "push", "address": ADDRESS, "content_mode": mode})
    publish(hub, event(1, subject="Tên"))
    (message,) = receiver.received
    assert signature_is_right(hub, message)
    assert f'alg="{algorithm}"' in message.headers["signature-input"]
    if mode == "binary":
        assert message.headers["ce-id"] == "e-1"
        assert message.headers["ce-subject"] == "T%C3%AAn"
        assert '"ce-id"' in message.headers["signature-input"]
        assert json.loads(message.body) == event(1)["data"]
    else:
        assert message.event == ([event(1, subject="Tên")] if mode == "batch" else event(1, subject="Tên"))


def test_verifier_of_these_tests_sees_a_changed_message() -> None:
    receiver = Receiver()
    hub = world(receiver)
    subscribe(hub)
    publish(hub, event(1))
    (message,) = receiver.received
    message.url += "/other"
    assert not signature_is_right(hub, message)


def test_batch_holds_as_many_as_were_asked_for() -> None:
    receiver = Receiver()
    hub = world(receiver)
    subscribe(hub, delivery={"mode": "push", "address": ADDRESS, "content_mode": "batch", "batch_size": 2})
    publish(hub, *(event(number) for number in (1, 2, 3)))
    assert [[each["id"] for each in message.event] for message in receiver.received] == [["e-1", "e-2"], ["e-3"]]


def test_failed_delivery_is_tried_again_ever_later_until_it_arrives() -> None:
    receiver = Receiver(statuses=[500, 503, 204])
    hub = world(receiver)
    made = subscribe(hub)
    publish(hub, event())
    assert [each["state"] for each in deliveries(hub, made)] == ["failed"]
    hub.clock.advance(9)
    assert deliver(hub) == 0
    hub.clock.advance(1)
    assert deliver(hub) == 1
    hub.clock.advance(19)
    assert deliver(hub) == 0
    hub.clock.advance(1)
    assert deliver(hub) == 1
    (row,) = deliveries(hub, made)
    assert (row["state"], row["attempts"], row["last_status"]) == ("delivered", 3, 204)
    assert receiver.ids == ["e-1"] * 3


def test_receiver_says_when_to_come_again() -> None:
    receiver = Receiver(statuses=[503, 204], headers=(("Retry-After", "600"),))
    hub = world(receiver)
    subscribe(hub)
    publish(hub, event())
    hub.clock.advance(599)
    assert deliver(hub) == 0
    hub.clock.advance(1)
    assert deliver(hub) == 1


def test_delivery_that_fails_for_a_day_is_dead_and_can_be_revived() -> None:
    receiver = Receiver()
    hub = world(receiver)
    made = subscribe(hub)
    receiver.is_reachable = False
    publish(hub, event())
    for _ in range(100):
        hub.clock.advance(3600)
        deliver(hub)
    (row,) = deliveries(hub, made, state="dead")
    assert row["last_error"].startswith("UpstreamUnreachable")
    assert 20 < row["attempts"] < 40
    receiver.is_reachable = True
    path = f"/subscriptions/{made.json()['id']}/deliveries/{row['id']}:redeliver"
    again = call(hub, "POST", path)
    assert (again.status_code, again.json()["state"]) == (202, "pending")
    assert receiver.ids == ["e-1"]
    assert [each["state"] for each in deliveries(hub, made)] == ["delivered"]


def test_answer_410_cancels_the_subscription() -> None:
    receiver = Receiver(statuses=[410])
    hub = world(receiver)
    made = subscribe(hub)
    publish(hub, event(1), event(2))
    assert len(receiver.received) == 1
    assert call(hub, "GET", f"/subscriptions/{made.json()['id']}").json()["state"] == "cancelled"
    assert {each["state"] for each in deliveries(hub, made)} == {"dead"}
    publish(hub, event(3))
    assert len(receiver.received) == 1


def test_redirect_is_no_success() -> None:
    receiver = Receiver(statuses=[302])
    hub = world(receiver)
    made = subscribe(hub)
    publish(hub, event())
    assert [each["state"] for each in deliveries(hub, made)] == ["failed"]


def test_events_of_one_subject_wait_for_each_other_where_asked_for() -> None:
    receiver = Receiver(statuses=[500, 204])
    hub = world(receiver)
    subscribe(hub, delivery={"mode": "push", "address": ADDRESS, "ordering": "subject"})
    publish(hub, event(1, subject="a"), event(2, subject="a"), event(3, subject="b"))
    assert receiver.ids == ["e-1", "e-3"], "e-2 waits for e-1, e-3 for nobody"
    hub.clock.advance(10)
    deliver(hub)
    assert receiver.ids == ["e-1", "e-3", "e-1", "e-2"]


def test_deliveries_come_newest_first_in_pages() -> None:
    hub = world(Receiver())
    made = subscribe(hub)
    publish(hub, *(event(number) for number in (1, 2, 3)))
    assert [each["event_id"] for each in deliveries(hub, made)] == ["e-3", "e-2", "e-1"]
    assert [each["event_id"] for each in deliveries(hub, made, limit="1")] == ["e-3"]


def test_without_anything_that_calls_events_wait() -> None:
    hub = world(Receiver())
    made = subscribe(hub)
    outside, hub.callbacks = hub.callbacks, None
    publish(hub, event())
    assert [each["state"] for each in deliveries(hub, made)] == ["pending"]
    hub.callbacks = outside
    assert deliver(hub) == 1


def test_publishing_needs_the_scope() -> None:
    hub = world()
    headers = {**bearer(token(hub, "stranger", "other")), "Content-Type": "application/cloudevents+json"}
    assert ask(hub, "POST", "/exchange/v1/events", json=event(), headers=headers).status_code == 403
