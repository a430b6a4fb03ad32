"""Which events were there before, and which of them is the newest of its subject. In memory that does not grow."""

import hashlib
from collections import OrderedDict
from datetime import datetime
from threading import Lock
from typing import Final, Generic, Protocol, TypeVar, runtime_checkable

from ndxp_sdk._given import whole
from ndxp_sdk.errors import InvalidConfiguration
from ndxp_sdk.models.cloud_events import CloudEvent

V = TypeVar("V")
MOST: Final = 100_000
_MOST: Final = whole(1)


@runtime_checkable
class SeenEvents(Protocol):
    """Remembers events by `source` and `id`: write your own to share the memory between processes, or to keep it.

    The hub repeats a message for 24 hours, so that is how long an event has to be remembered.
    """

    def holds(self, event: CloudEvent) -> bool:
        """Whether it was there before."""
        ...

    def add(self, event: CloudEvent) -> None:
        """It was there now."""
        ...


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
        """Whether it was there before."""
        return self._recent.has(_key(event.source, event.id))

    def add(self, event: CloudEvent) -> None:
        """It was there now."""
        self._recent.put(_key(event.source, event.id), None)


class NewestBySubject:
    """Tells events that were overtaken by a newer one of the same type and subject, because messages come in any order.

    Of the last `most` subjects. An event without a time or a subject is never stale. Safe over threads.

    >>> newest, event = NewestBySubject(), CloudEvent.new("vn.example.changed", "/VN/GOV/G12/dkkd", subject="1")
    >>> newest.is_stale(event)
    False
    """

    __slots__ = ("_lock", "_recent")

    def __init__(self, most: int = MOST) -> None:
        self._recent: _Recent[datetime] = _Recent(most)
        self._lock = Lock()

    def is_stale(self, event: CloudEvent) -> bool:
        """Whether a newer one was here; one that is not becomes the newest."""
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
        self._lock = Lock()

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


def _key(*parts: str) -> bytes:
    """Short, whatever the length of the parts, so that the memory has a bound."""
    return hashlib.blake2b("\x00".join(parts).encode("utf-8", "surrogatepass"), digest_size=16).digest()
