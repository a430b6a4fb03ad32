"""Count the repetitions that a client may still make."""

from ndxp_sdk._concurrency.fork import ForkSafeLock
from ndxp_sdk._pipeline.retry_policy import Retry


class RetryBudget:
    """Repetitions that a client may still make, so that an outage is not multiplied. Safe over threads."""

    __slots__ = ("_earned", "_limit", "_lock", "_stock")

    def __init__(self, retry: Retry) -> None:
        self._limit = float(retry.budget)
        self._earned = retry.earned
        self._stock = self._limit
        self._lock = ForkSafeLock()

    def take(self) -> bool:
        """Return whether one more repetition may be made; it is counted."""
        with self._lock:
            if self._stock < 1:
                return False
            self._stock -= 1
            return True

    def earn(self) -> None:
        """Record a success: it earns a part of a repetition."""
        if self._stock < self._limit:
            with self._lock:
                self._stock = min(self._limit, self._stock + self._earned)
