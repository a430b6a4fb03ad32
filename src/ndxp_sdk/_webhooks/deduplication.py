"""Deduplicate events, and keep the newest of each subject, in memory of fixed size."""

import hashlib
from collections import OrderedDict
from datetime import datetime
from typing import Final, Generic, Protocol, TypeAlias, TypeVar, runtime_checkable

from ndxp_sdk._concurrency.fork import ForkSafeLock
from ndxp_sdk._validators import whole
from ndxp_sdk.errors import InvalidConfiguration
from ndxp_sdk.models.cloud_events import CloudEvent

V = TypeVar("V")
MOST: Final = 100_000
_MOST: Final = whole(1)


@runtime_checkable
class SeenEvents(Protocol):
    """A memory of events by `source` and `id`: write your own to keep it; see SharedEvents for several processes.

    The hub repeats a message for 24 hours, so that is how long an event has to be remembered.
    """

    def holds(self, event: CloudEvent) -> bool:
        """Return whether the event was there before."""
        ...

    def add(self, event: CloudEvent) -> None:
        """Record the event."""
        ...


@runtime_checkable
class SharedEvents(SeenEvents, Protocol):
    """A memory that several processes share, such as a table: `claim` is one step, so that one of them gets an event.

    A claim has to end by itself after the longest time that an event may take, because its holder may be killed; and an
    event stays remembered when it is released after `add`. In SQL `claim` is an INSERT that fails on a primary key of
    `source` and `id`, in Redis SET with NX and EX.
    """

    def claim(self, event: CloudEvent) -> bool:
        """Claim the event; return whether it was free."""
        ...

    def release(self, event: CloudEvent) -> None:
        """Release the claim, whether the event was recorded or is to come again."""
        ...


@runtime_checkable
class AsyncSeenEvents(Protocol):
    """SeenEvents with asynchronous methods; with `claim` and `release`, as in SharedEvents, for several processes."""

    async def holds(self, event: CloudEvent) -> bool:
        """Return whether the event was there before."""
        ...

    async def add(self, event: CloudEvent) -> None:
        """Record the event."""
        ...


GivenEvents: TypeAlias = SeenEvents | SharedEvents
AsyncGivenEvents: TypeAlias = SeenEvents | SharedEvents | AsyncSeenEvents


class RecentEvents:
    """The last `most` events that were added, in the memory of this process. Safe over threads.

    >>> seen, event = RecentEvents(), CloudEvent.new("vn.example.changed", "/VN/GOV/G12/dkkd")
    >>> seen.add(event)
    >>> seen.holds(event)
    True
    """

    __slots__ = ("_recent",)

    def __init__(self, most: int = MOST) -> None:
        self._recent: _Recent[None] = _Recent(most)

    def holds(self, event: CloudEvent) -> bool:
        """Return whether the event was there before."""
        return self._recent.has(key_of(event))

    def add(self, event: CloudEvent) -> None:
        """Record the event."""
        self._recent.put(key_of(event), None)


class NewestBySubject:
    """The newest events by type and subject, to tell overtaken ones, because messages come in any order.

    Of the last `most` subjects. An event without a time or a subject is never stale. Safe over threads.

    >>> newest, event = NewestBySubject(), CloudEvent.new("vn.example.changed", "/VN/GOV/G12/dkkd", subject="1")
    >>> newest.is_stale(event)
    False
    """

    __slots__ = ("_lock", "_recent")

    def __init__(self, most: int = MOST) -> None:
        self._recent: _Recent[datetime] = _Recent(most)
        self._lock = ForkSafeLock()

    def is_stale(self, event: CloudEvent) -> bool:
        """Return whether a newer event of the subject was here; one that is not stale becomes the newest."""
        if event.time is None or event.subject is None:
            return False
        key = _key(event.source, event.type, event.subject)
        with self._lock:
            newest = self._recent.get(key)
            if newest is not None and event.time < newest:
                return True
            self._recent.put(key, event.time)
        return False


class _Recent(Generic[V]):
    """A table that forgets what was not used for longest."""

    __slots__ = ("_lock", "_most", "_values")

    def __init__(self, most: int) -> None:
        if not _MOST.fits(most):
            raise InvalidConfiguration(_MOST.told("most", most))
        self._most = most
        self._values: OrderedDict[bytes, V] = OrderedDict()
        self._lock = ForkSafeLock()

    def has(self, key: bytes) -> bool:
        with self._lock:
            return key in self._values

    def get(self, key: bytes) -> V | None:
        with self._lock:
            return self._values.get(key)

    def put(self, key: bytes, value: V) -> None:
        with self._lock:
            self._values[key] = value
            self._values.move_to_end(key)
            while len(self._values) > self._most:
                self._values.popitem(last=False)


def key_of(event: CloudEvent) -> bytes:
    """Return the identity of an event: its source and id."""
    return _key(event.source, event.id)


def _key(*parts: str) -> bytes:
    """Short, whatever the length of the parts, so that the memory has a bound."""
    return hashlib.blake2b("\x00".join(parts).encode("utf-8", "surrogatepass"), digest_size=16).digest()
