"""Subscriptions come, change, rest and go."""

from collections.abc import Awaitable
from typing import Any, Final

from ndxp_mocks.hub.contract.formats import moment
from ndxp_mocks.hub.domain.audit_log import audit
from ndxp_mocks.hub.domain.catalog.mutations import conflict
from ndxp_mocks.hub.domain.catalog.parties import caller_of, invalid
from ndxp_mocks.hub.domain.catalog.responses import created_response
from ndxp_mocks.hub.domain.exchange.authorization import authorize
from ndxp_mocks.hub.domain.exchange.callback_policy import refusal_reason
from ndxp_mocks.hub.domain.exchange.subscriptions import (
    after_handshake,
    current,
    own,
    subscription_view,
    verify_address,
)
from ndxp_mocks.hub.domain.exchange.webhook_worker import after_delivery
from ndxp_mocks.hub.handlers import answers
from ndxp_mocks.hub.http.messages import HubAnswer, HubRequest
from ndxp_mocks.hub.http.paging import page, place
from ndxp_mocks.hub.state.table import Row

_UNCHANGEABLE: Final = ("expired", "cancelled")
_UNTOUCHED: Final = {"acknowledged": None, "verified_at": None, "challenge": None}


@answers("exchange.subscriptions.list")
def list_subscriptions(request: HubRequest) -> HubAnswer:
    """Return those of the caller's system."""
    world, system = request.world, caller_of(request).system_id
    rows = [current(world, row) for row in world.exchange.subscriptions if row["system"] == system]
    wanted = [row for row in rows if request.query.get("state", row["state"]) == row["state"]]
    return page(request, wanted, lambda row: subscription_view(world, row))


@answers("exchange.subscriptions.create")
def create(request: HubRequest) -> HubAnswer | Awaitable[HubAnswer]:
    """Pull begins with active, push with a handshake."""
    body, world = request.body, request.world
    _check(request, body)
    terms = authorize(request, body["service"]) if "service" in body else {"agreement_id": None, "purpose_id": None}
    row = world.exchange.subscriptions.put({**_new(request), **terms})
    audit(request, "subscription", row["id"], concerned=[row["system"]])
    location = f"/exchange/v1/subscriptions/{row['id']}"
    if row["delivery"]["mode"] == "push":
        return after_handshake(
            world, row, lambda verify_address: created_response(subscription_view(world, verify_address), location)
        )
    return created_response(subscription_view(world, row), location)


@answers("exchange.subscriptions.get")
def get(request: HubRequest) -> HubAnswer:
    """Return one of the caller's system."""
    return HubAnswer(body=subscription_view(request.world, own(request)))


@answers("exchange.subscriptions.update")
def update(request: HubRequest) -> HubAnswer | Awaitable[HubAnswer]:
    """Return a JSON merge patch (RFC 7396). A new address is verified again; what is on its way goes there too."""
    world, row, body = request.world, own(request), request.body
    _require_alive(row)
    _check(request, body)
    delivery = row["delivery"]
    if "delivery" in body:
        is_same_mode = body["delivery"]["mode"] == delivery["mode"]
        delivery = _delivery({**(delivery if is_same_mode else {}), **body["delivery"]})
    changes = {name: body[name] for name in ("name", "expires_at") if name in body}
    whole = {**row["filter"], **body.get("filter", {})}
    changed = world.exchange.subscriptions.change(
        row["id"], **changes, filter=whole, delivery=delivery, updated_at=world.clock.stamp()
    )
    audit(request, "subscription", row["id"], concerned=[row["system"]])
    return _verified_or_active(request, row, changed)


@answers("exchange.subscriptions.delete")
def delete(request: HubRequest) -> HubAnswer:
    """Delete the subscription; events that are undelivered are lost."""
    world, row = request.world, own(request)
    world.exchange.subscriptions.remove(row["id"])
    for delivery in world.exchange.deliveries.where(lambda each: each["subscription_id"] == row["id"]):
        world.exchange.deliveries.remove(delivery["id"])
    audit(request, "subscription", row["id"], concerned=[row["system"]])
    return HubAnswer(204)


@answers("exchange.subscriptions.verify")
def verify_again(request: HubRequest) -> HubAnswer | Awaitable[HubAnswer]:
    """Verify by the challenge that came, or by another handshake. Raises HubProblem 422 for a wrong challenge."""
    world, row = request.world, own(request)
    if row["state"] != "pending_verification":
        raise conflict(f"the subscription is {row['state']}, pending_verification is expected")
    challenge = (request.body or {}).get("challenge")
    if challenge is None:
        return after_handshake(world, row, lambda row: HubAnswer(body=subscription_view(world, row)))
    if challenge != row["challenge"]:
        raise invalid("/challenge", "unknown-value", "the challenge that the address received last is expected")
    return HubAnswer(body=subscription_view(world, verify_address(world, row)))


@answers("exchange.subscriptions.pause")
def pause(request: HubRequest) -> HubAnswer:
    """Pause deliveries; events are kept."""
    return HubAnswer(body=subscription_view(request.world, _turned(request, "active", "paused")))


@answers("exchange.subscriptions.resume")
def resume(request: HubRequest) -> Awaitable[HubAnswer]:
    """Delivery goes on where it stopped."""
    world, row = request.world, _turned(request, "paused", "active")
    return after_delivery(
        world, lambda: HubAnswer(body=subscription_view(world, world.exchange.subscriptions.find(row["id"]) or row))
    )


def _new(request: HubRequest) -> Row:
    body, world = request.body, request.world
    now = world.clock.stamp()
    return {
        "id": world.new_id(),
        "state": "pending_verification" if body["delivery"]["mode"] == "push" else "active",
        "system": caller_of(request).system_id,
        "name": body.get("name"),
        "service": body.get("service"),
        "filter": body["filter"],
        "delivery": _delivery(body["delivery"]),
        "expires_at": body.get("expires_at"),
        "created_at": now,
        "updated_at": now,
        "since": place(len(world.exchange.events)),
        **_UNTOUCHED,
    }


def _turned(request: HubRequest, source: str, target: str) -> Row:
    row = own(request)
    if row["state"] != source:
        raise conflict(f"the subscription is {row['state']}, {source} is expected")
    audit(request, "subscription", row["id"], concerned=[row["system"]])
    return request.world.exchange.subscriptions.change(row["id"], state=target, updated_at=request.world.clock.stamp())


def _verified_or_active(request: HubRequest, before: Row, row: Row) -> HubAnswer | Awaitable[HubAnswer]:
    """Verify again if the address has changed; activate at once if events are pulled from now on."""
    world, address = request.world, row["delivery"].get("address")
    if address == before["delivery"].get("address"):
        return HubAnswer(body=subscription_view(world, row))
    if address is None:
        return HubAnswer(
            body=subscription_view(
                world, world.exchange.subscriptions.change(row["id"], state="active", verified_at=None)
            )
        )
    for delivery in world.exchange.deliveries.where(lambda each: each["subscription_id"] == row["id"]):
        world.exchange.deliveries.change(delivery["id"], address=address)
    unverified = world.exchange.subscriptions.change(row["id"], state="pending_verification", verified_at=None)
    return after_handshake(world, unverified, lambda row: HubAnswer(body=subscription_view(world, row)))


def _check(request: HubRequest, body: dict[str, Any]) -> None:
    """Raise HubProblem 422 for an unknown service, an address that the hub does not call, or an end in the past."""
    if body.get("service") is not None and body["service"] not in request.world.catalog.services:
        raise invalid("/service", "unknown-value", "a service of the catalogue is expected")
    address = body.get("delivery", {}).get("address")
    fault = refusal_reason(request.world, caller_of(request).system_id, address) if address is not None else None
    if fault is not None:
        raise invalid("/delivery/address", "not-allowed", fault)
    end = body.get("expires_at")
    if end is not None and moment(end).timestamp() <= request.world.clock.now():
        raise invalid("/expires_at", "too-early", "a moment to come is expected")


def _delivery(body: dict[str, Any]) -> dict[str, Any]:
    """Return the delivery with its defaults written out."""
    usual = {"content_mode": "structured", "batch_size": 1, "ordering": "none"} if body["mode"] == "push" else {}
    return {**usual, **body}


def _require_alive(row: Row) -> None:
    if row["state"] in _UNCHANGEABLE:
        raise conflict(f"the subscription is {row['state']} for good")
