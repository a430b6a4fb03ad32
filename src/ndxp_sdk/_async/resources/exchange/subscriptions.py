"""Subscriptions to events."""

from typing import TYPE_CHECKING, Any, Final, Unpack, overload

from ndxp_sdk._async.pager import AsyncPager
from ndxp_sdk._operations.arguments import opaque, query
from ndxp_sdk._operations.collection import ResourceOperations
from ndxp_sdk._operations.exchange.interactions import EXCHANGE, deleted
from ndxp_sdk._operations.exchange.subscriptions import acknowledged, deliveries, pulled, redelivered
from ndxp_sdk._operations.parsers import draft_of, formed
from ndxp_sdk.models.cloud_events import CloudEvent
from ndxp_sdk.models.subscriptions import (
    Delivery,
    DeliveryState,
    Subscription,
    SubscriptionChanges,
    SubscriptionCreate,
    SubscriptionFields,
    SubscriptionState,
    SubscriptionUpdate,
    SubscriptionVerify,
)

if TYPE_CHECKING:
    from ndxp_sdk._async.sender import AsyncSender

_WHOLE: Final = "/exchange/v1/subscriptions"
_SINGLE: Final = f"{_WHOLE}/{{subscription_id}}"
_SUBSCRIPTIONS: Final = ResourceOperations("exchange.subscriptions", Subscription, _WHOLE, _SINGLE, EXCHANGE, EXCHANGE)


class AsyncSubscriptions:
    """Subscriptions to events, pushed to an address or pulled.

    subscription = await client.exchange.subscriptions.create(
        filter={"types": ["vn.example.enterprise.*"]}, delivery={"mode": "pull"}
    )
    feed = client.exchange.subscriptions.events(subscription)
    async for event in feed:
        print(event.type, event.source)
    if feed.next_token:
        await client.exchange.subscriptions.ack(subscription, feed.next_token)
    """

    def __init__(self, client: "AsyncSender") -> None:
        self._client = client

    def list(
        self,
        *,
        state: SubscriptionState | str | None = None,
        cursor: str | None = None,
        limit: int | None = None,
    ) -> AsyncPager[Subscription]:
        """List the own subscriptions.

        `GET /exchange/v1/subscriptions`
        """
        asked = query(state=state, cursor=cursor, limit=limit)
        return AsyncPager(self._client.execute, _SUBSCRIPTIONS.list(asked))

    @overload
    async def create(self, draft: SubscriptionCreate, *, idempotency_key: str | None = None) -> Subscription: ...

    @overload
    async def create(
        self, *, idempotency_key: str | None = None, **fields: Unpack[SubscriptionFields]
    ) -> Subscription: ...

    async def create(
        self, draft: SubscriptionCreate | None = None, *, idempotency_key: str | None = None, **fields: Any
    ) -> Subscription:
        """Subscribe, from a draft or its fields. An address to push to is verified by the hub at once.

        `POST /exchange/v1/subscriptions` Raises RequestInvalid, AccessDenied.
        """
        made = draft_of(SubscriptionCreate, draft, fields)
        return await self._client.execute(_SUBSCRIPTIONS.create(made, idempotency_key))

    @overload
    async def get(self, subscription: Subscription | str) -> Subscription: ...

    @overload
    async def get(self, subscription: Subscription | str, *, if_none_match: str | None) -> Subscription | None: ...

    async def get(self, subscription: Subscription | str, *, if_none_match: str | None = None) -> Subscription | None:
        """Return one subscription; None while the copy with the etag `if_none_match` is the current one.

        `GET /exchange/v1/subscriptions/{subscription_id}` Raises NotFound.
        """
        return await self._client.execute(_SUBSCRIPTIONS.get(_path(subscription), if_none_match))

    @overload
    async def update(
        self, subscription: Subscription | str, patch: SubscriptionUpdate, *, if_match: str | None = None
    ) -> Subscription: ...

    @overload
    async def update(
        self, subscription: Subscription | str, *, if_match: str | None = None, **changes: Unpack[SubscriptionChanges]
    ) -> Subscription: ...

    async def update(
        self,
        subscription: Subscription | str,
        patch: SubscriptionUpdate | None = None,
        *,
        if_match: str | None = None,
        **changes: Any,
    ) -> Subscription:
        """Change a subscription, by a patch or its fields; a new address has to be verified again.

        `PATCH /exchange/v1/subscriptions/{subscription_id}` Raises Conflict, RequestInvalid, NotFound.
        """
        made = draft_of(SubscriptionUpdate, patch, changes)
        call = _SUBSCRIPTIONS.update(_path(subscription), subscription, if_match, made)
        return await self._client.execute(call)

    async def delete(self, subscription: Subscription | str) -> None:
        """End a subscription; undelivered events are lost.

        `DELETE /exchange/v1/subscriptions/{subscription_id}` Raises NotFound.
        """
        await self._client.execute(deleted(_SUBSCRIPTIONS, _path(subscription)))

    async def verify(
        self, subscription: Subscription | str, challenge: str | None = None, *, if_match: str | None = None
    ) -> Subscription:
        """Return the challenge that the address received; without one the hub tries the handshake again.

        `POST /exchange/v1/subscriptions/{subscription_id}:verify` Raises Conflict, NotFound.
        """
        return await self._move("verify", subscription, if_match, formed(SubscriptionVerify, challenge=challenge))

    async def pause(self, subscription: Subscription | str, *, if_match: str | None = None) -> Subscription:
        """Stop delivery; events are kept.

        `POST /exchange/v1/subscriptions/{subscription_id}:pause` Raises Conflict, NotFound.
        """
        return await self._move("pause", subscription, if_match)

    async def resume(self, subscription: Subscription | str, *, if_match: str | None = None) -> Subscription:
        """Deliver again, from where delivery stopped.

        `POST /exchange/v1/subscriptions/{subscription_id}:resume` Raises Conflict, NotFound.
        """
        return await self._move("resume", subscription, if_match)

    async def ack(self, subscription: Subscription | str, cursor: str) -> Subscription:
        """Acknowledge all events up to a cursor, the `next_token` of their feed; they are not shown again.

        `POST /exchange/v1/subscriptions/{subscription_id}:ack` Raises Conflict, NotFound.
        """
        return await self._client.execute(acknowledged(_path(subscription), cursor))

    def events(
        self, subscription: Subscription | str, *, after: str | None = None, limit: int | None = None
    ) -> AsyncPager[CloudEvent]:
        """List events of a pull subscription, oldest first; without `after` from the first that is not acknowledged.

        `GET /exchange/v1/subscriptions/{subscription_id}/events` Raises Conflict for a push subscription, NotFound.
        """
        call = pulled(_path(subscription), query(after=after, limit=limit))
        return AsyncPager(self._client.execute, call, parameter="after")

    def deliveries(
        self,
        subscription: Subscription | str,
        *,
        state: DeliveryState | str | None = None,
        cursor: str | None = None,
        limit: int | None = None,
    ) -> AsyncPager[Delivery]:
        """List deliveries of a push subscription, newest first, with those given up.

        `GET /exchange/v1/subscriptions/{subscription_id}/deliveries` Raises NotFound.
        """
        call = deliveries(_path(subscription), query(state=state, cursor=cursor, limit=limit))
        return AsyncPager(self._client.execute, call)

    async def redeliver(self, subscription: Subscription | str, delivery: Delivery | str) -> Delivery:
        """Deliver an event once more, also one given up.

        `POST /exchange/v1/subscriptions/{subscription_id}/deliveries/{delivery_id}:redeliver` Raises NotFound.
        """
        return await self._client.execute(redelivered({**_path(subscription), "delivery_id": opaque(delivery)}))

    async def _move(
        self,
        verb: str,
        given: Subscription | str,
        if_match: str | None,
        told: SubscriptionVerify | None = None,
    ) -> Subscription:
        return await self._client.execute(_SUBSCRIPTIONS.transition(verb, _path(given), given, if_match, told))


def _path(given: Subscription | str) -> dict[str, str]:
    return {"subscription_id": opaque(given)}
