"""Values that are made once and remembered, for many threads."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class Cache(Generic[K, V]):
    """Remembers the values that were used last, up to a weight in all; a value is made by one thread, others wait.

    What is being made for one key keeps nobody from another. What fails is remembered by nobody.
    """

    def __init__(self, most: int, weigh: Callable[[V], int] = lambda _: 1) -> None:
        self._most = most
        self._weigh = weigh
        self._guard = Lock()
        self._values: OrderedDict[K, V] = OrderedDict()
        self._weight = 0
        self._making: dict[K, Lock] = {}

    def get(self, key: K, make: Callable[[], V]) -> V:
        """Return the value of a key, which is made if it is not known."""
        with self._guard:
            if key in self._values:
                self._values.move_to_end(key)
                return self._values[key]
            making = self._making.setdefault(key, Lock())
        with making:
            with self._guard:
                if key in self._values:
                    return self._values[key]
            try:
                value = make()
                self._remember(key, value)
            finally:
                with self._guard:
                    self._making.pop(key, None)
        return value

    def keep_only(self, is_kept: Callable[[K], bool]) -> None:
        """Forget the values of all other keys."""
        with self._guard:
            for key in [key for key in self._values if not is_kept(key)]:
                self._weight -= self._weigh(self._values.pop(key))

    def _remember(self, key: K, value: V) -> None:
        with self._guard:
            if key in self._values:  # because it may have been forgotten, and made again by two, while they waited
                self._weight -= self._weigh(self._values[key])
            self._values[key] = value
            self._weight += self._weigh(value)
            while self._weight > self._most and len(self._values) > 1:
                _, forgotten = self._values.popitem(last=False)
                self._weight -= self._weigh(forgotten)
