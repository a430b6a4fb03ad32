"""The verifier of webhooks."""

import time
from collections.abc import AsyncIterator, Callable, Iterable, Iterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from anyio import sleep

from ndxp_sdk._signatures.key_sources import AsyncKeyFinder
from ndxp_sdk._signatures.message import RequestMessage
from ndxp_sdk._signatures.signer import REQUEST_COMPONENTS
from ndxp_sdk._signatures.validators import GivenBody, GivenHeaders
from ndxp_sdk._signatures.verifier import TOLERANCE, SignatureRules, named_keys, verified
from ndxp_sdk._webhooks.claims import PATIENCE, AsyncMemory, pauses, under_way
from ndxp_sdk._webhooks.cloud_events import attribute_fields, events_of
from ndxp_sdk._webhooks.deduplication import RecentEvents
from ndxp_sdk._webhooks.validators import address_of, check_verifier
from ndxp_sdk.models.cloud_events import CloudEvent
from ndxp_sdk.signatures import explain_signature

if TYPE_CHECKING:
    from ndxp_sdk._signatures.diagnosis import SignatureExplanation
    from ndxp_sdk._signatures.key_sources import AsyncGivenKeys
    from ndxp_sdk._webhooks.deduplication import AsyncGivenEvents


class AsyncWebhookVerifier:
    """A verifier of messages: it gives their events, without those that were handled before.

    `keys` is a JWKS, a function that fetches one (called again for an unknown key, once a minute at most), or whoever
    knows keys. A signature may be `tolerance` seconds old. `seen` remembers events. `address` is the registered address
    of the webhook, where the framework behind a proxy sees another one. Its keys and its memory are shared by all who
    use it at the same time.

    >>> AsyncWebhookVerifier({"keys": []})
    AsyncWebhookVerifier(Keys())
    """

    __slots__ = ("_address", "_keys", "_memory", "_now", "_patience", "_tolerance")

    def __init__(
        self,
        keys: "AsyncGivenKeys",
        *,
        tolerance: float = TOLERANCE,
        seen: "AsyncGivenEvents | None" = None,
        address: str | None = None,
        patience: float = PATIENCE,
        now: Callable[[], float] = time.time,
    ) -> None:
        check_verifier(tolerance=tolerance, patience=patience, now=now)
        self._keys = AsyncKeyFinder(keys)
        self._tolerance = tolerance
        self._patience = patience
        self._memory = AsyncMemory(RecentEvents() if seen is None else seen)
        self._address = address_of(address)
        self._now = now

    async def verify(self, method: str, url: object, headers: GivenHeaders, body: GivenBody) -> tuple[CloudEvent, ...]:
        """Verify a message and return its new events; empty if all were handled already, which is no failure.

        `body` are the bytes as they came. This only looks: say `done` of an event that was dealt with. Where an event
        may come twice at the same time use `receive`, which gives it to one only.

        Raises:
            SignatureInvalid: the message is not the hub's, is too old, or was changed.
            WebhookRefused: it holds no event that can be read.
            UsageError: of an argument nobody can tell what stood on the wire.
        """
        events = await self._events(method, url, headers, body)
        return tuple([event for event in events if not await self._memory.holds(event)])

    @asynccontextmanager
    async def receive(
        self, method: str, url: object, headers: GivenHeaders, body: GivenBody
    ) -> AsyncIterator[tuple[CloudEvent, ...]]:
        """Verify a message for a `with` block: its events count as handled when the block ends without an error.

        After an error answer with 500 or above, and the hub sends the message again; its events are given anew then.
        Whoever gets the same event in the meantime waits for that, at most `patience` seconds: then WebhookRefused is
        raised with the code `event-under-way`, and 503 asks the hub to send it again later.
        """
        events = await self._claimed(await self._events(method, url, headers, body))
        try:
            yield events
            await self.done(*events)
        finally:
            await self._release(events)

    async def done(self, *events: CloudEvent) -> None:
        """Record that events were handled; when they come again they are left out."""
        for event in events:
            await self._memory.add(event)

    async def explain(self, method: str, url: object, headers: GivenHeaders, body: GivenBody) -> "SignatureExplanation":
        """Explain why a message is refused, and which component differs. It shows the message: keep it out of logs."""
        message = self._message(method, url, headers, body)
        rules = self._rules(message)
        return explain_signature(message, await self._keys.those(named_keys(message, rules)), rules)

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self._keys!r})"

    async def _events(self, method: str, url: object, headers: GivenHeaders, body: GivenBody) -> tuple[CloudEvent, ...]:
        message = self._message(method, url, headers, body)
        rules = self._rules(message)
        verified(message, await self._keys.those(named_keys(message, rules)), rules)
        return tuple({(event.source, event.id): event for event in events_of(message)}.values())

    async def _claimed(self, events: tuple[CloudEvent, ...]) -> tuple[CloudEvent, ...]:
        claimed: dict[tuple[str, str], CloudEvent] = {}
        waits = pauses(self._patience)
        try:
            # because two messages with the same events in another order must not wait for each other
            for event in sorted(events, key=lambda each: (each.source, each.id)):
                if await self._claim(event, waits):
                    claimed[event.source, event.id] = event
        except BaseException:
            await self._release(claimed.values())
            raise
        return tuple(event for event in events if (event.source, event.id) in claimed)

    async def _claim(self, event: CloudEvent, waits: Iterator[float]) -> bool:
        """Return whether the event is ours to handle; it is not if it was handled, perhaps while we waited."""
        while not await self._memory.claim(event):
            if await self._memory.holds(event):
                return False
            seconds = next(waits, None)
            if seconds is None:
                raise under_way()
            await sleep(seconds)
        if not await self._memory.holds(event):
            return True
        await self._memory.release(event)
        return False

    async def _release(self, events: Iterable[CloudEvent]) -> None:
        for event in events:
            await self._memory.release(event)

    def _message(self, method: str, url: object, headers: GivenHeaders, body: GivenBody) -> RequestMessage:
        return RequestMessage.of(method, self._address or url, headers, body)

    def _rules(self, message: RequestMessage) -> SignatureRules:
        """Return the policy: in binary mode the attributes are headers, which have to be signed too."""
        components = (*REQUEST_COMPONENTS, *attribute_fields(message))
        return SignatureRules(components, self._tolerance, now=self._now)
