"""Which workers are there: each holds a lock in the database, which ends with it however it ends."""

import time
from collections.abc import Iterable
from secrets import randbelow
from typing import TYPE_CHECKING, Final

from compliance.actions._patience import Patience

if TYPE_CHECKING:
    from compliance.history.alive import Alive
    from compliance.history.store import History

_MOST: Final = 2**31
_PREFIX: Final = "worker-"


class Liveness:
    """The lock of this worker, and since when those of others are free."""

    def __init__(self, history: "History", patiently: Patience, grace: float) -> None:
        self._history = history
        self._patiently = patiently
        self._grace = grace
        self._number = randbelow(_MOST)
        self._free_since: dict[str, float] = {}
        self._lock: Alive | None = None
        self.keep()

    @property
    def name(self) -> str:
        """The name of this worker."""
        return f"{_PREFIX}{self._number}"

    def keep(self) -> None:
        """Hold the lock; one that was lost with the database is got again."""
        if self._lock is not None and self._lock.is_still_held:
            return
        if self._lock is not None:
            self._lock.close()
            # because the locks of the others were lost with it, and they too get them again
            self._free_since.clear()
        self._lock = self._patiently(self._history.alive_worker, self._number)

    def gone(self, workers: Iterable[str]) -> list[str]:
        """Return those of other workers whose locks have been free long enough: they are gone."""
        moment, free = time.monotonic(), {each for each in workers if each != self.name and self._is_free(each)}
        self._free_since = {each: self._free_since.get(each, moment) for each in free}
        return [each for each, since in self._free_since.items() if moment - since >= self._grace]

    def forget(self, worker: str) -> None:
        """Remove what a worker that is gone left of its lock."""
        self._patiently(self._history.alive_worker, int(worker.removeprefix(_PREFIX))).close()

    def _is_free(self, worker: str) -> bool:
        number = worker.removeprefix(_PREFIX)
        if not (number.isascii() and number.isdecimal() and int(number) < _MOST):
            return False
        return not self._patiently(self._history.is_worker_alive, int(number))

    def close(self) -> None:
        if self._lock is not None:
            self._lock.close()
