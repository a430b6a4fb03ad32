"""Rows of `World.exchange.deliveries`: one event on its way to one receiver, and when it is tried again."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Final

from ndxp_mocks.hub.domain.catalog.responses import without_members
from ndxp_mocks.hub.domain.exchange.cloud_events import Event
from ndxp_mocks.hub.domain.exchange.webhook_sender import Reply
from ndxp_mocks.hub.injection.inject import inject
from ndxp_mocks.hub.injection.point import Point
from ndxp_mocks.hub.state.clock import stamp_of
from ndxp_mocks.hub.state.table import Row
from ndxp_mocks.hub.state.world import World

SCHEDULE: Final[Point[float]] = Point("webhook-schedule", "before-send")  # the seconds until a message is due
ORDER: Final[Point[tuple[Row, ...]]] = Point("webhook-order", "before-send")  # deliveries that go out in one message
WAITING: Final = frozenset({"pending", "failed"})
GIVEN_UP_AFTER: Final = 24 * 60 * 60.0
_FIRST_PAUSE, _LONGEST_PAUSE = 10.0, 3600.0
_HIDDEN: Final = frozenset(
    {"subscription_id", "interaction_id", "address", "content_mode", "event", "due", "ends", "is_under_way"}
    | {"is_held", "etag"}
)
_UNTRIED: Final = {
    "state": "pending",
    "attempts": 0,
    "last_status": None,
    "last_error": None,
    "last_attempt_at": None,
    "delivered_at": None,
    "is_under_way": False,
    "is_held": False,
}


@dataclass(frozen=True, slots=True)
class Receiver:
    """Address of an event, on behalf of a subscription or an interaction."""

    address: str
    content_mode: str = "structured"
    subscription_id: str | None = None
    interaction_id: str | None = None


def schedule(world: World, event: Event, receiver: Receiver) -> Row:
    """Put the event on its way; `webhook_worker.deliver_due` sends it."""
    now = world.clock.now()
    due = now + inject(world, SCHEDULE, 0.0)
    return world.exchange.deliveries.put(
        {
            "id": world.new_id(),
            **{f"event_{name}": event[name] for name in ("id", "source", "type")},
            "event": dict(event),
            **asdict(receiver),
            "created_at": stamp_of(now),
            "next_attempt_at": stamp_of(due),
            "due": due,
            "ends": now + GIVEN_UP_AFTER,
            **_UNTRIED,
        }
    )


def delivery_view(row: Row) -> dict[str, Any]:
    """Delivery of the contract."""
    return without_members(row, _HIDDEN)


def settle(world: World, row: Row, reply: Reply) -> None:
    """Note what the receiver answered, and when the next try is."""
    now = world.clock.now()
    attempts = row["attempts"] + 1
    noted = {
        "attempts": attempts,
        "last_status": reply.status,
        "last_error": reply.error,
        "last_attempt_at": stamp_of(now),
    }
    world.exchange.deliveries.change(row["id"], is_under_way=False, **noted, **_next(row, reply, now, attempts))


def again(world: World, row: Row) -> Row:
    """Make the delivery pending once more, due now, with a new day to arrive in."""
    now = world.clock.now()
    moments = {"due": now, "ends": now + GIVEN_UP_AFTER, "next_attempt_at": stamp_of(now), "delivered_at": None}
    return world.exchange.deliveries.change(row["id"], state="pending", **moments)


def give_up(world: World, row: Row, reason: str) -> None:
    """Dead: visible, and not tried again unless somebody asks for it."""
    world.exchange.deliveries.change(row["id"], state="dead", next_attempt_at=None, last_error=reason)


def _next(row: Row, reply: Reply, now: float, attempts: int) -> Mapping[str, Any]:
    if reply.is_received:
        return {"state": "delivered", "delivered_at": stamp_of(now), "next_attempt_at": None}
    due = now + max(min(_FIRST_PAUSE * 2 ** (attempts - 1), _LONGEST_PAUSE), reply.retry_after or 0.0)
    if reply.is_unwanted or due > row["ends"]:
        return {"state": "dead", "next_attempt_at": None}
    return {"state": "failed", "due": due, "next_attempt_at": stamp_of(due)}
