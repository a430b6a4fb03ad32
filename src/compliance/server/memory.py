"""What takes long to make of a complete run, which never changes: made once, then remembered for all its readers."""

from collections.abc import Callable, Hashable
from typing import Any, Final, TypeVar

from compliance.history.caching import Cache

T = TypeVar("T")

_MOST: Final = 400
"""So many views are remembered: a few of each run that is read, in each language, for each owner who reads."""


class Memory:
    """Views of runs by what they are of: whoever asks for one that is being made waits for it."""

    def __init__(self) -> None:
        self._views: Cache[Hashable, Any] = Cache(_MOST)

    def of(self, key: Hashable, make: Callable[[], T]) -> T:
        """Return a view, which is made if it is not known."""
        made: T = self._views.get(key, make)
        return made
