"""Asynchronous requests: started, taken up, read, confirmed, given up."""

from collections.abc import Awaitable
from typing import Any, Final

from ndxp_mocks.hub.domain.catalog.parties import caller_of, invalid
from ndxp_mocks.hub.domain.exchange.authorization import authorize
from ndxp_mocks.hub.domain.exchange.callback_policy import refusal_reason
from ndxp_mocks.hub.domain.exchange.interactions import (
    as_consumer,
    as_party,
    as_provider,
    forget_result,
    interaction_view,
    request_from_provider,
    require_state,
    transition,
)
from ndxp_mocks.hub.domain.exchange.webhook_worker import after_delivery
from ndxp_mocks.hub.handlers import answers
from ndxp_mocks.hub.http.messages import HubAnswer, HubRequest
from ndxp_mocks.hub.state.clock import stamp_of
from ndxp_mocks.hub.state.table import Row

_UNANSWERED: Final[Row] = {"parts_expected": None, "result": [], "problem": None, "callback_event": None}
_OPTIONAL: Final = ("data", "data_base64", "user_id", "issue", "represented_party")


@answers("exchange.interactions.create")
def create(request: HubRequest) -> Awaitable[HubAnswer]:
    """Kept, and handed to the provider where it has registered an address."""
    body, world = request.body, request.world
    terms = authorize(request, body["service"])
    _check_callback(request)
    row = world.exchange.interactions.put({**_new(request), **terms})
    request_from_provider(world, row)
    answer = HubAnswer(202, interaction_view(row), (("Location", f"/exchange/v1/interactions/{row['id']}"),))
    return after_delivery(world, lambda: answer)


@answers("exchange.interactions.get")
def get(request: HubRequest) -> HubAnswer:
    """Return the interaction, to consumer and provider alike."""
    return HubAnswer(body=interaction_view(as_party(request)))


@answers("exchange.interactions.delete")
def delete(request: HubRequest) -> HubAnswer:
    """Delete the interaction with its result and its reports that are still to be sent."""
    world, row = request.world, as_consumer(request)
    forget_result(world, row)
    world.exchange.interactions.remove(row["id"])
    for delivery in world.exchange.deliveries.where(lambda each: each["interaction_id"] == row["id"]):
        world.exchange.deliveries.remove(delivery["id"])
    return HubAnswer(204)


@answers("exchange.interactions.respond")
def respond(request: HubRequest) -> Awaitable[HubAnswer]:
    """Return the provider takes the request up or refuses it. The same event again changes nothing."""
    world, row, event = request.world, as_provider(request), request.body
    told = [event["source"], event["id"]]
    if row["callback_event"] != told:
        require_state(row, "started")
        if event.get("subject", row["id"]) != row["id"]:
            raise invalid("/subject", "unknown-value", "the id of the interaction is expected, or nothing")
        row = transition(world, row, "callback_received", callback_event=told, **_outcome(event["data"]))
    answer = HubAnswer(body=interaction_view(row))
    return after_delivery(world, lambda: answer)


@answers("exchange.interactions.confirm")
def confirm(request: HubRequest) -> HubAnswer:
    """Return the consumer has the result."""
    row = as_consumer(request)
    require_state(row, "resource_ready")
    now = request.world.clock.stamp()
    return HubAnswer(
        body=interaction_view(request.world.exchange.interactions.change(row["id"], state="confirmed", updated_at=now))
    )


def _new(request: HubRequest) -> Row:
    body, world = request.body, request.world
    now = world.clock.now()
    has_content = "data" in body or "data_base64" in body
    return {
        "id": world.new_id(),
        "state": "started",
        "service": body["service"],
        "client": caller_of(request).system_id,
        "method": body.get("method", "POST" if has_content else "GET"),
        "path": body.get("path", "/"),
        "callback": body.get("callback"),
        "message_id": body.get("message_id") or f"{body['service'].partition('/')[0]}-{world.new_id()}",
        "created_at": stamp_of(now),
        "updated_at": stamp_of(now),
        "expires_at": stamp_of(now + body.get("expires_in", 86400)),
        "content_type": body.get("content_type", "application/json"),
        **{name: body[name] for name in _OPTIONAL if name in body},
        **_UNANSWERED,
    }


def _check_callback(request: HubRequest) -> None:
    address = request.body.get("callback")
    fault = refusal_reason(request.world, caller_of(request).system_id, address) if address is not None else None
    if fault is not None:
        raise invalid("/callback", "not-allowed", fault)


def _outcome(data: dict[str, Any]) -> dict[str, Any]:
    """Return a refused request has no parts to wait for, and a problem that says why."""
    if data["outcome"] == "accepted":
        return {"parts_expected": data.get("parts", 1)}
    usual = {
        "type": "https://hub.example/problems/upstream-failure",
        "title": "The provider refused the request",
        "status": 422,
        "code": "upstream-failure",
        "origin": "provider",
        "retryable": False,
    }
    return {"parts_expected": 0, "problem": data.get("problem", usual)}
