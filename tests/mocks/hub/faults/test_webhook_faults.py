"""The faults of webhooks do what they say, once or as often as they are asked for."""

import asyncio

from mocks.hub.domain.exchange.receiving import ADDRESS, Receiver, event, publish, signature_is_right, subscribe, world
from mocks.hub.domain.exchange.test_events import deliver
from ndxp_mocks.hub.domain.exchange.webhook_worker import deliver_due


def _subscribed(*faults: str) -> tuple[Receiver, object]:
    receiver = Receiver()
    hub = world(receiver)
    subscribe(hub)
    hub.faults |= set(faults)
    return receiver, hub


def test_late_message_comes_when_the_clock_has_moved() -> None:
    receiver, hub = _subscribed("webhook-late:60")
    publish(hub, event())
    hub.clock.advance(59)
    assert (deliver(hub), receiver.ids) == (0, [])
    hub.clock.advance(1)
    assert (deliver(hub), receiver.ids) == (1, ["e-1"])


def test_message_comes_twice_and_both_are_signed() -> None:
    receiver, hub = _subscribed("webhook-twice*1")
    publish(hub, event(1))
    publish(hub, event(2))
    assert receiver.ids == ["e-1", "e-1", "e-2"]
    assert all(signature_is_right(hub, message) for message in receiver.received)


def test_later_event_overtakes_the_earlier() -> None:
    receiver, hub = _subscribed("webhook-out-of-order")
    publish(hub, event(1))
    assert receiver.ids == []
    publish(hub, event(2))
    assert receiver.ids == ["e-2", "e-1"]
    publish(hub, event(3))
    asyncio.run(deliver_due(hub))
    assert receiver.ids == ["e-2", "e-1", "e-3"], "what nothing overtakes is not lost"


def test_wrong_signature_is_wrong_and_the_next_is_right() -> None:
    receiver, hub = _subscribed("webhook-wrong-signature*1")
    receiver.statuses = [401, 204]
    publish(hub, event())
    hub.clock.advance(10)
    deliver(hub)
    assert [signature_is_right(hub, message) for message in receiver.received] == [False, True]


def test_faults_can_be_joined() -> None:
    receiver, hub = _subscribed("webhook-twice", "webhook-wrong-signature")
    publish(hub, event())
    assert [signature_is_right(hub, message) for message in receiver.received] == [False, False]
    assert {message.url for message in receiver.received} == {ADDRESS}
