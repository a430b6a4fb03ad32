"""Published events and who gets them."""

from collections.abc import Iterator, Mapping
from typing import Any

from ndxp_mocks.hub.domain.catalog.parties import system_of
from ndxp_mocks.hub.domain.exchange.authorization import is_agreed
from ndxp_mocks.hub.domain.exchange.cloud_events import Event
from ndxp_mocks.hub.domain.exchange.deliveries import Receiver, schedule
from ndxp_mocks.hub.http.paging import place
from ndxp_mocks.hub.state.table import Row
from ndxp_mocks.hub.state.world import World


def keep(world: World, event: Event, system_id: str) -> bool:
    """Keep the event and put it on its way to every subscription that wants it; false where it had come before."""
    if any(_is_same(row["event"], event) for row in world.exchange.events):
        return False
    number = len(world.exchange.events) + 1
    row = world.exchange.events.put({"id": place(number), "system": system_id, "event": dict(event)})
    for subscription in world.exchange.subscriptions.where(lambda each: each["delivery"]["mode"] == "push"):
        if subscription["state"] in ("active", "paused") and wants(world, subscription, row):
            schedule(world, event, receiver_of(subscription))
    return True


def receiver_of(subscription: Row) -> Receiver:
    """Return the receiver of a push subscription."""
    delivery = subscription["delivery"]
    return Receiver(delivery["address"], delivery.get("content_mode", "structured"), subscription["id"])


def wanted_after(world: World, subscription: Row, after: str) -> Iterator[Row]:
    """Yield the events after this place that the subscription wants, oldest first."""
    start = max(after, subscription["since"])
    return (row for row in world.exchange.events if row["id"] > start and wants(world, subscription, row))


def wants(world: World, subscription: Row, row: Row) -> bool:
    """Return whether a subscription asks for the event and its system may have it.

    It may have its own events and those of systems with which it has an active agreement.
    """
    if subscription["service"] is not None and system_of(subscription["service"]) != row["system"]:
        return False
    is_own = subscription["system"] == row["system"]
    return _passes(subscription["filter"], row["event"]) and (
        is_own or is_agreed(world, subscription["system"], row["system"])
    )


def _passes(wanted: Mapping[str, Any], event: Event) -> bool:
    types = wanted.get("types")
    return (
        (types is None or any(_fits(pattern, event["type"]) for pattern in types))
        and str(event["source"]).startswith(wanted.get("source", ""))
        and str(event.get("subject", "")).startswith(wanted.get("subject", ""))
    )


def _fits(pattern: str, event_type: str) -> bool:
    return event_type.startswith(pattern[:-1]) if pattern.endswith("*") else event_type == pattern


def _is_same(event: Event, other: Event) -> bool:
    return (event["source"], event["id"]) == (other["source"], other["id"])
