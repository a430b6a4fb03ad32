"""How often log-in may be tried from one address."""

import time
from collections import OrderedDict, deque
from collections.abc import Callable
from typing import Final

_MOST_ADDRESSES: Final = 10_000


class LoginTries:
    """At most `most` tries from one address within `window` seconds. A log-in that succeeded forgives those before."""

    def __init__(self, most: int = 30, window: float = 300.0, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._most = most
        self._window = window
        self._seen: OrderedDict[str, deque[float]] = OrderedDict()

    def wait(self, address: str) -> int:
        """Count a try; returns for how many seconds no further one is taken, 0 if this one is."""
        seconds = self.blocked(address)
        if not seconds:
            seen = self._seen.pop(address, deque())
            seen.append(self._clock())
            self._seen[address] = seen
            while len(self._seen) > _MOST_ADDRESSES:
                self._seen.popitem(last=False)
        return seconds

    def blocked(self, address: str) -> int:
        """Return for how many seconds no try is taken, 0 if one is; counts none."""
        at, seen = self._clock(), self._seen.get(address, deque())
        while seen and at - seen[0] > self._window:
            seen.popleft()
        return max(1, round(self._window - (at - seen[0]))) if len(seen) >= self._most else 0

    def forgive(self, address: str) -> None:
        """Forget the tries of an address from which somebody logged in."""
        self._seen.pop(address, None)
