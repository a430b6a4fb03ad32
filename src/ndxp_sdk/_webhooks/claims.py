"""Claim events, so that one event is handled once, by whichever process has it first."""

from collections.abc import Iterator
from inspect import isawaitable
from typing import Any, Final

from ndxp_sdk._concurrency.fork import ForkSafeLock, begins_anew
from ndxp_sdk._webhooks.deduplication import SharedEvents, key_of
from ndxp_sdk._webhooks.validators import memory_of
from ndxp_sdk.errors import Facts, WebhookRefused
from ndxp_sdk.models.cloud_events import CloudEvent

UNDER_WAY: Final = "event-under-way"
# Because senders of webhooks do not wait longer for an answer either.
PATIENCE: Final = 10.0
_FIRST_PAUSE: Final = 0.01
_LONGEST_PAUSE: Final = 0.2


class Memory:
    """The memory of a verifier, on a store of the user; one without `claim` is for this process alone."""

    __slots__ = ("_claims", "_seen")

    def __init__(self, seen: Any) -> None:
        self._seen = memory_of(seen)
        self._claims: Any = seen if isinstance(seen, SharedEvents) else Claims()

    def holds(self, event: CloudEvent) -> bool:
        """Return whether the event was handled."""
        return bool(self._seen.holds(event))

    def claim(self, event: CloudEvent) -> bool:
        """Claim the event; return whether it is ours to handle now."""
        return bool(self._claims.claim(event))

    def add(self, event: CloudEvent) -> None:
        """Record that the event was handled."""
        self._seen.add(event)

    def release(self, event: CloudEvent) -> None:
        """Release the claim: the event is not handled any more."""
        self._claims.release(event)


class AsyncMemory(Memory):
    """The memory of an asynchronous verifier; the methods of the store may be coroutine functions."""

    __slots__ = ()

    async def holds(self, event: CloudEvent) -> bool:  # type: ignore[override]  # because tasks await it
        """Return whether the event was handled."""
        return bool(await _settled(self._seen.holds(event)))

    async def claim(self, event: CloudEvent) -> bool:  # type: ignore[override]  # as above
        """Claim the event; return whether it is ours to handle now."""
        return bool(await _settled(self._claims.claim(event)))

    async def add(self, event: CloudEvent) -> None:  # type: ignore[override]  # as above
        """Record that the event was handled."""
        await _settled(self._seen.add(event))

    async def release(self, event: CloudEvent) -> None:  # type: ignore[override]  # as above
        """Release the claim: the event is not handled any more. A task that was cancelled releases it too."""
        from anyio import CancelScope  # noqa: PLC0415 - because threads do without it

        with CancelScope(shield=True):
            await _settled(self._claims.release(event))


class Claims:
    """The events that this process deals with just now. Safe over threads; a forked child deals with none."""

    def __init__(self) -> None:
        self._lock = ForkSafeLock()
        self.begin_anew()
        begins_anew(self)

    def begin_anew(self) -> None:
        """Deal with none."""
        self._keys: set[bytes] = set()

    def claim(self, event: CloudEvent) -> bool:
        """Enter it, in one step; whether it was not there."""
        key = key_of(event)
        with self._lock:
            is_new = key not in self._keys
            self._keys.add(key)
        return is_new

    def release(self, event: CloudEvent) -> None:
        """Take it out."""
        with self._lock:
            self._keys.discard(key_of(event))


def pauses(patience: float) -> Iterator[float]:
    """Yield the seconds between looks at events that others handle, up to `patience` in all."""
    pause = _FIRST_PAUSE
    while patience > 0:
        yield min(pause, patience)
        patience, pause = patience - pause, min(2 * pause, _LONGEST_PAUSE)


def under_way() -> WebhookRefused:
    """Build the error for an event that another process handles and does not finish."""
    text = "the event is being dealt with at this moment, and the sender has to send it again later"
    return WebhookRefused(text, Facts(origin="caller", code=UNDER_WAY, retryable=True))


async def _settled(found: Any) -> Any:
    return await found if isawaitable(found) else found
