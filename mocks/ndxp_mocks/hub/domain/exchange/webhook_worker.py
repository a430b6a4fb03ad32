"""Events and reports on their way to whoever wants them: at least once, signed, tried again for a day."""

import asyncio
from collections.abc import Callable, Iterator
from typing import Final

from ndxp_mocks.hub.domain.exchange.cloud_events import Event, batched, binary, structured
from ndxp_mocks.hub.domain.exchange.deliveries import ORDER, WAITING, give_up, settle
from ndxp_mocks.hub.domain.exchange.interactions import expire_due
from ndxp_mocks.hub.domain.exchange.subscriptions import current
from ndxp_mocks.hub.domain.exchange.webhook_sender import SEND, Reply, Sending, post
from ndxp_mocks.hub.http.messages import HubAnswer
from ndxp_mocks.hub.injection.inject import inject
from ndxp_mocks.hub.state.table import Row
from ndxp_mocks.hub.state.world import World
from ndxp_mocks.hub.transport.upstream import Upstream

_NO_OTHER: Final = "the receiver answered 410 and wants no more"


async def deliver_due(world: World, upstream: Upstream | None = None) -> int:
    """Send what is due by the hub's clock; how many messages went out. Without an upstream nothing does.

    Called by the hub itself after each change that makes a message, and by whoever has moved its clock.
    """
    with world.lock:
        expire_due(world)
    sender, count, passed = upstream or world.callbacks, 0, set[str]()
    while sender is not None and (batch := _taken(world, passed)):
        sending = inject(world, SEND, Sending())
        count += sending.copies
        try:
            reply = await _sent(world, sender, batch, sending)
        except BaseException:
            _release(world, batch)
            raise
        _settled(world, batch, reply)
    return count


async def keep_delivering(world: World, pause: float = 1.0) -> None:
    """Send what becomes due, every `pause` seconds, until it is cancelled: for a hub that runs by itself."""
    while True:
        await asyncio.sleep(pause)
        await deliver_due(world)


async def after_delivery(world: World, answer: Callable[[], HubAnswer]) -> HubAnswer:
    """Return what `answer` gives once everything that is due has been tried."""
    await deliver_due(world)
    return answer()


async def _sent(world: World, sender: Upstream, batch: tuple[Row, ...], sending: Sending) -> Reply:
    content = _content(batch[0]["content_mode"], [row["event"] for row in batch])
    return await post(world, sender, batch[0]["address"], content, sending)


def _release(world: World, batch: tuple[Row, ...]) -> None:
    """Let somebody else send what was not sent, because the task was cancelled."""
    with world.lock:
        for row in _still_there(world, batch):
            world.exchange.deliveries.change(row["id"], is_under_way=False)


def _settled(world: World, batch: tuple[Row, ...], reply: Reply) -> None:
    with world.lock:
        for row in _still_there(world, batch):
            settle(world, row, reply)
        if reply.is_unwanted:
            _cancel(world, batch[0])


def _taken(world: World, passed: set[str]) -> tuple[Row, ...]:
    """Return the next rows that go out in one message; rows that a fault holds back count as passed."""
    with world.lock:
        while due := [row for row in _due(world) if row["id"] not in passed]:
            mates = tuple(row for row in due if _receiver(row) == _receiver(due[0]))
            ordered = inject(world, ORDER, mates)
            if not ordered:
                passed.update(row["id"] for row in mates)
                for row in mates:
                    world.exchange.deliveries.change(row["id"], is_held=True)
                continue
            chosen = ordered[: _size(world, ordered[0])]
            return tuple(world.exchange.deliveries.change(row["id"], is_under_way=True) for row in chosen)
        return ()


def _due(world: World) -> Iterator[Row]:
    now, before = world.clock.now(), set[tuple[str, str]]()
    for row in world.exchange.deliveries.where(lambda row: row["state"] in WAITING):
        found = world.exchange.subscriptions.find(row["subscription_id"] or "")
        is_next = _may_go(current(world, found) if found else None, row, before)
        if is_next and row["due"] <= now and not row["is_under_way"]:
            yield row


def _may_go(subscription: Row | None, row: Row, before: set[tuple[str, str]]) -> bool:
    """Return whether the subscription takes messages now, and this one is next if it wants order."""
    if subscription is None:
        return row["subscription_id"] is None
    line = (subscription["id"], str(row["event"].get("subject")))
    is_free = subscription["delivery"].get("ordering") != "subject" or line not in before
    before.add(line)
    return is_free and subscription["state"] == "active"


def _receiver(row: Row) -> str:
    return str(row["subscription_id"] or row["id"])


def _size(world: World, row: Row) -> int:
    subscription = world.exchange.subscriptions.find(row["subscription_id"] or "") or {}
    delivery = subscription.get("delivery", {})
    return int(delivery.get("batch_size", 1)) if row["content_mode"] == "batch" else 1


def _content(mode: str, events: list[Event]) -> tuple[dict[str, str], bytes]:
    match mode:
        case "batch":
            return batched(events)
        case "binary":
            return binary(events[0])
    return structured(events[0])


def _still_there(world: World, batch: tuple[Row, ...]) -> Iterator[Row]:
    return (found for row in batch if (found := world.exchange.deliveries.find(row["id"])) is not None)


def _cancel(world: World, row: Row) -> None:
    """After 410: the subscription ends, and with it what still waits."""
    if row["subscription_id"] in world.exchange.subscriptions:
        world.exchange.subscriptions.change(row["subscription_id"], state="cancelled", updated_at=world.clock.stamp())
    for waiting in world.exchange.deliveries.where(lambda each: each["state"] in WAITING and _shares(each, row)):
        give_up(world, waiting, _NO_OTHER)


def _shares(row: Row, other: Row) -> bool:
    names = ("subscription_id", "interaction_id")
    return any(row[name] is not None and row[name] == other[name] for name in names)
