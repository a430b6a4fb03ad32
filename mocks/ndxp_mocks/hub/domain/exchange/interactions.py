"""Asynchronous requests: who is party to one, how it expires, and what is told of it."""

from typing import Any, Final

from ndxp_mocks.hub.contract.formats import moment
from ndxp_mocks.hub.domain.catalog.mutations import conflict
from ndxp_mocks.hub.domain.catalog.parties import caller_of, is_producer, missing, require
from ndxp_mocks.hub.domain.catalog.responses import without_members
from ndxp_mocks.hub.domain.exchange.deliveries import Receiver, schedule
from ndxp_mocks.hub.http.messages import HubRequest
from ndxp_mocks.hub.state.table import Row, etag_of
from ndxp_mocks.hub.state.world import World

_EVENTS: Final = "example.hub.interaction"
_CONTENT: Final[tuple[str, ...]] = ("content_type", "data", "data_base64", "user_id", "issue", "represented_party")
_HIDDEN: Final = frozenset({*_CONTENT, "callback_event", "etag"})
_FINAL: Final = frozenset({"confirmed", "expired"})


def as_party(request: HubRequest) -> Row:
    """Return the interaction of the path as it is now.

    Raises HubProblem 404 unless the caller is its consumer or its provider.
    """
    row = request.world.exchange.interactions.find(request.path["interaction_id"])
    if row is None or not (_is_consumer(request, row) or is_producer(request, row["service"])):
        raise missing("interaction")
    return current(request.world, row)


def as_consumer(request: HubRequest) -> Row:
    """Return the same for its consumer; HubProblem 403 for its provider."""
    row = as_party(request)
    require(_is_consumer(request, row), "only the consumer of the interaction may do this")
    return row


def as_provider(request: HubRequest) -> Row:
    """Return the same for its provider; HubProblem 403 for its consumer."""
    row = as_party(request)
    require(is_producer(request, row["service"]), "only the provider of the service may do this")
    return row


def _is_consumer(request: HubRequest, row: Row) -> bool:
    return bool(row["client"] == caller_of(request).system_id)


def require_state(row: Row, *states: str) -> None:
    """Raise HubProblem 409 unless the interaction is in one of these states."""
    if row["state"] not in states:
        raise conflict(f"the interaction is {row['state']}, {' or '.join(states)} is expected")


def current(world: World, row: Row) -> Row:
    """Return the row, expired where its time is over; the consumer is told and its result is gone."""
    if row["state"] in _FINAL or moment(row["expires_at"]).timestamp() > world.clock.now():
        return row
    forget_result(world, row)
    return transition(world, row, "expired", result=[])


def expire_due(world: World) -> None:
    """Expire what nobody reads, so that its consumer is told."""
    for row in world.exchange.interactions:
        current(world, row)


def transition(world: World, row: Row, state: str, **members: Any) -> Row:
    """Move the interaction to this state, and report it to its callback if there is one."""
    after = world.exchange.interactions.change(row["id"], state=state, updated_at=world.clock.stamp(), **members)
    if after["callback"] is not None:
        event = _event(world, after, state, interaction_view(after))
        schedule(world, event, Receiver(after["callback"], interaction_id=after["id"]))
    return after


def request_from_provider(world: World, row: Row) -> None:
    """Hand the request to the address that the provider has registered for the service, if it has one."""
    address = world.exchange.provider_callbacks.get(row["service"])
    if address is None:
        return
    names: tuple[str, ...] = (
        "service",
        "client",
        "agreement_id",
        "purpose_id",
        "method",
        "path",
        "message_id",
        "expires_at",
    )
    content = {name: row[name] for name in _CONTENT if name in row}
    data: dict[str, Any] = {"interaction_id": row["id"], **{name: row[name] for name in names}, **content}
    schedule(world, _event(world, row, "requested", data), Receiver(address, interaction_id=row["id"]))


def forget_result(world: World, row: Row) -> None:
    """Remove the bytes of every stored part."""
    for part in row["result"]:
        world.contents.pop(part_name(row, part["part"]), None)


def part_name(row: Row, number: int) -> str:
    """Under which name `World.contents` keeps a part of the result."""
    return f"interactions/{row['id']}/{number}"


def interaction_view(row: Row) -> dict[str, Any]:
    """Interaction of the contract."""
    told = without_members(row, _HIDDEN)
    return {**told, "etag": etag_of(told)}


def _event(world: World, row: Row, what: str, data: dict[str, Any]) -> dict[str, Any]:
    return {
        "specversion": "1.0",
        "id": world.new_id(),
        "source": world.url,
        "type": f"{_EVENTS}.{what}",
        "subject": row["id"],
        "time": world.clock.stamp(),
        "datacontenttype": "application/json",
        "data": data,
    }
