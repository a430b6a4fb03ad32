"""What the history said of a session or a key a moment ago, so that not each of many requests asks again."""

import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Final, Generic, TypeVar

T = TypeVar("T")

REMEMBERED: Final = 1.0
"""Seconds for which an answer counts: so late at most is known what another process ended."""
_MOST: Final = 10_000


class Recent(Generic[T]):
    """Answers by what was asked for, of secrets by their hash. Any number of threads may use it at once."""

    def __init__(self, seconds: float = REMEMBERED, clock: Callable[[], float] = time.monotonic) -> None:
        self._seconds = seconds
        self._clock = clock
        self._lock = Lock()
        self._kept: OrderedDict[Hashable, tuple[float, T]] = OrderedDict()

    def get(self, key: Hashable) -> T | None:
        """Return an answer that still counts; None if there is none."""
        with self._lock:
            found = self._kept.get(key)
        return found[1] if found is not None and self._clock() - found[0] < self._seconds else None

    def keep(self, key: Hashable, answer: T) -> None:
        """Remember an answer."""
        with self._lock:
            self._kept.pop(key, None)
            self._kept[key] = self._clock(), answer
            if len(self._kept) > _MOST:
                self._kept.popitem(last=False)

    def forget(self, key: Hashable) -> None:
        """Forget an answer, because it is known to be another now."""
        with self._lock:
            self._kept.pop(key, None)
