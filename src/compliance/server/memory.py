"""What takes long to make of a complete run, which never changes: made once, then remembered for all its readers."""

from collections.abc import Callable, Hashable
from typing import Any, Final, TypeVar

from compliance.history.caching import Cache
from compliance.server.addresses import Pages

T = TypeVar("T")

_MOST: Final = 400
"""So many views are remembered: a few of each run that is read, in each language, for each owner who reads."""


def view_of(name: str, run: int, pages: Pages, owners: frozenset[str] | None, *further: Hashable) -> Hashable:
    """Return by what a view of a run is remembered; `owners` are those whose platforms it shows, None for all."""
    return (name, *further, run, pages.language, pages.run is None, owners)


class Memory:
    """Views of runs by what they are of: whoever asks for one that is being made waits for it."""

    def __init__(self) -> None:
        self._views: Cache[Hashable, Any] = Cache(_MOST)

    def of(self, key: Hashable, make: Callable[[], T]) -> T:
        """Return a view, which is made if it is not known."""
        made: T = self._views.get(key, make)
        return made
