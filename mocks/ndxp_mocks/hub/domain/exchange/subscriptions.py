"""Subscriptions: what is shown of them, how their addresses are verified, how they end by themselves."""

import asyncio
from collections.abc import Callable, Mapping
from typing import Any, Final
from urllib.parse import urlsplit

from ndxp_mocks.hub.contract.formats import moment
from ndxp_mocks.hub.domain.catalog.parties import caller_of, missing
from ndxp_mocks.hub.domain.catalog.responses import without_members
from ndxp_mocks.hub.domain.exchange.cloud_events import structured
from ndxp_mocks.hub.domain.exchange.deliveries import WAITING
from ndxp_mocks.hub.domain.exchange.events import wanted_after
from ndxp_mocks.hub.domain.exchange.webhook_sender import PATIENCE, Sending, post
from ndxp_mocks.hub.http.messages import HubAnswer, HubRequest
from ndxp_mocks.hub.state.table import Row, etag_of
from ndxp_mocks.hub.state.world import World
from ndxp_mocks.hub.transport.upstream import Upstream, UpstreamFailure

CHALLENGE: Final = "example.hub.subscription.challenge"
_HIDDEN: Final = frozenset({"since", "challenge", "acknowledged", "etag"})
_ENDED: Final = frozenset({"revoked", "archived"})
_RATE: Final = "120"


def own(request: HubRequest) -> Row:
    """Return the subscription of the path as it is now. Raises HubProblem 404 if the caller's system has none such."""
    row = request.world.exchange.subscriptions.find(request.path["subscription_id"])
    if row is None or row["system"] != caller_of(request).system_id:
        raise missing("subscription")
    return current(request.world, row)


def current(world: World, row: Row) -> Row:
    """Return the row, expired or cancelled where that has become due meanwhile."""
    if row["state"] in ("expired", "cancelled"):
        return row
    agreement = world.catalog.agreements.find(row["agreement_id"] or "")
    if agreement is not None and agreement["state"] in _ENDED:
        return world.exchange.subscriptions.change(row["id"], state="cancelled", updated_at=world.clock.stamp())
    if row["expires_at"] is not None and moment(row["expires_at"]).timestamp() <= world.clock.now():
        return world.exchange.subscriptions.change(row["id"], state="expired", updated_at=world.clock.stamp())
    return row


def subscription_view(world: World, row: Row) -> dict[str, Any]:
    """Subscription of the contract. What waits changes all the time and is no part of its entity tag."""
    stored = without_members(row, _HIDDEN)
    return {**stored, "acknowledged": row["acknowledged"], "pending": _pending(world, row), "etag": etag_of(stored)}


def _pending(world: World, row: Row) -> int:
    if row["delivery"]["mode"] == "pull":
        return sum(1 for _ in wanted_after(world, row, row["acknowledged"] or ""))
    rows = world.exchange.deliveries.where(lambda each: each["subscription_id"] == row["id"])
    return sum(each["state"] in WAITING for each in rows)


async def after_handshake(world: World, row: Row, answer: Callable[[Row], HubAnswer]) -> HubAnswer:
    """Return what `answer` makes of the subscription once its address has been tried.

    Where the address does not shake hands, it is sent a challenge that its owner has to return.
    """
    upstream, address = world.callbacks, row["delivery"]["address"]
    if upstream is None:
        return answer(row)
    if await _shakes_hands(world, upstream, address):
        return answer(verify_address(world, row))
    text = world.new_id()
    with world.lock:
        challenged = _still(world, row, challenge=text)
    await post(world, upstream, address, structured(_challenge(world, row["id"], text)), Sending())
    return answer(challenged)


def verify_address(world: World, row: Row) -> Row:
    """Active from now on."""
    now = world.clock.stamp()
    with world.lock:
        return _still(world, row, state="active", verified_at=now, updated_at=now, challenge=None)


def _still(world: World, row: Row, **members: Any) -> Row:
    """Return the changed row; one that has gone meanwhile is not brought back."""
    return (
        world.exchange.subscriptions.change(row["id"], **members)
        if row["id"] in world.exchange.subscriptions
        else {**row, **members}
    )


async def _shakes_hands(world: World, upstream: Upstream, address: str) -> bool:
    """Return the handshake of CloudEvents webhooks §4: the receiver names the hub, or everybody."""
    origin = urlsplit(world.url).netloc
    headers = (("WebHook-Request-Origin", origin), ("WebHook-Request-Rate", _RATE))
    try:
        async with asyncio.timeout(PATIENCE):
            answer = await upstream.send("OPTIONS", address, headers, b"")
    except (UpstreamFailure, TimeoutError):
        return False
    allowed = {value.strip() for name, value in answer.headers if name.lower() == "webhook-allowed-origin"}
    return 200 <= answer.status < 300 and bool(allowed & {origin, "*"})


def _challenge(world: World, subscription_id: str, text: str) -> Mapping[str, Any]:
    return {
        "specversion": "1.0",
        "id": world.new_id(),
        "source": world.url,
        "type": CHALLENGE,
        "subject": subscription_id,
        "time": world.clock.stamp(),
        "datacontenttype": "application/json",
        "data": {"challenge": text, "subscription_id": subscription_id},
    }
