"""How often something may be tried from one address, such as a log-in: in this process, or for all on a history."""

import hmac
import time
from collections import OrderedDict, deque
from collections.abc import Callable
from datetime import timedelta
from threading import Lock
from typing import Final, Protocol

from compliance.actions.kept_access import KeptAccess
from compliance.server.access.recent import REMEMBERED, Recent

MOST: Final = 30
WINDOW: Final = 300.0
_MOST_ADDRESSES: Final = 10_000


class Tries(Protocol):
    """At most so many tries from one address within some seconds. Any number of threads may ask at once."""

    def wait(self, address: str) -> int:
        """Count a try; returns for how many seconds no further one is taken, 0 if this one is."""

    def blocked(self, address: str) -> int:
        """Return for how many seconds no try is taken, 0 if one is; counts none."""

    def forgive(self, address: str) -> None:
        """Forget the tries of an address from which somebody succeeded."""


class OwnTries:
    """Tries that this process counts for itself."""

    def __init__(self, most: int = MOST, window: float = WINDOW, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._most = most
        self._window = window
        self._lock = Lock()
        self._seen: OrderedDict[str, deque[float]] = OrderedDict()

    def wait(self, address: str) -> int:
        with self._lock:
            seconds = self._blocked(address)
            if not seconds:
                seen = self._seen.pop(address, deque())
                seen.append(self._clock())
                self._seen[address] = seen
                while len(self._seen) > _MOST_ADDRESSES:
                    self._seen.popitem(last=False)
            return seconds

    def blocked(self, address: str) -> int:
        with self._lock:
            return self._blocked(address)

    def forgive(self, address: str) -> None:
        with self._lock:
            self._seen.pop(address, None)

    def _blocked(self, address: str) -> int:
        at, seen = self._clock(), self._seen.get(address, deque())
        while seen and at - seen[0] > self._window:
            seen.popleft()
        return max(1, round(self._window - (at - seen[0]))) if len(seen) >= self._most else 0


class SharedTries:
    """Tries that all dashboards on a history count together, and that outlive the process.

    `what` is tried, a word of its own for each kind. Kept is no address, but what it makes with the `key`. All methods
    wait for the history, and raise `ActionError` where that is away; that an address is blocked is remembered for a
    moment, so that whoever tries without end asks nothing of it.
    """

    def __init__(self, kept: KeptAccess, key: bytes, what: str, most: int = MOST, window: float = WINDOW) -> None:
        self._kept = kept
        self._key = key
        self._what = what
        self._most = most
        self._window = timedelta(seconds=window)
        self._recent = Recent[int](REMEMBERED)

    def wait(self, address: str) -> int:
        return self._recent.get(address) or self._told(address, self._kept.count_try)

    def blocked(self, address: str) -> int:
        return self._recent.get(address) or self._told(address, self._kept.blocked_tries)

    def forgive(self, address: str) -> None:
        self._kept.forgive_tries(self._who(address))
        self._recent.forget(address)

    def _told(self, address: str, ask: Callable[[bytes, int, timedelta], float]) -> int:
        left = ask(self._who(address), self._most, self._window)
        if left <= 0:
            return 0
        self._recent.keep(address, max(1, round(left)))
        return max(1, round(left))

    def _who(self, address: str) -> bytes:
        return hmac.digest(self._key, f"{self._what}\0{address}".encode(), "sha256")
