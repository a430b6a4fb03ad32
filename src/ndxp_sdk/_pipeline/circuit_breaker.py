"""Decide when a server is not called at all: it was found down, or asked everybody to wait."""

from dataclasses import dataclass, field

from ndxp_sdk._concurrency.fork import ForkSafeLock
from ndxp_sdk._pipeline.retry_policy import DOWN_AFTER, Retry
from ndxp_sdk.errors import BackoffInForce, Facts


@dataclass(slots=True)
class _Circuit:
    failures: int = 0
    until: float = 0.0
    is_told: bool = False


@dataclass(slots=True)
class CircuitBreaker:
    """The circuit breaker that all calls of a client share, by key. Thread-safe; times are monotonic.

    When a rest is over one call goes ahead, and the others wait for what it finds.
    """

    retry: Retry
    _known: dict[str, _Circuit] = field(default_factory=dict)
    _lock: ForkSafeLock = field(default_factory=ForkSafeLock)

    def __bool__(self) -> bool:
        return bool(self._known)

    def open_for(self, key: str, now: float) -> float:
        """Return how long the circuit for `key` stays open, in seconds; 0 if closed."""
        with self._lock:
            known = self._known.get(key)
            if known is None or known.failures < DOWN_AFTER:
                return 0.0
            if now < known.until:
                return known.until - now
            known.until, known.is_told = now + self.retry.rest(known.failures), False
            return 0.0

    def refuse(self, key: str, now: float) -> None:
        """Raise BackoffInForce if the circuit for `key` is open."""
        if rest := self.open_for(key, now):
            text = "the server was found down several times in a row and is left alone for a while"
            raise BackoffInForce(text, Facts(code="down", retry_after=rest))

    def throttled_for(self, key: str, now: float) -> float:
        """Return for how long the server asked all callers of `key` to wait, in seconds."""
        known = self._known.get(key)
        return max(0.0, known.until - now) if known is not None and known.is_told else 0.0

    def record_failure(self, key: str, now: float, told: float | None = None) -> None:
        """Record a failure: `key` was not reached or is not in service; `told` is the wait that it asked for."""
        with self._lock:
            known = self._known.setdefault(key, _Circuit())
            known.failures += 1
            rest = self.retry.rest(known.failures) if known.failures >= DOWN_AFTER else 0.0
            known.is_told = told is not None or (known.is_told and now < known.until)
            known.until = max(known.until, now + max(rest, told or 0.0))

    def record_throttle(self, key: str, now: float, told: float) -> None:
        """Record a throttle: `key` is in service and asks all callers to wait."""
        with self._lock:
            known = self._known.setdefault(key, _Circuit())
            known.failures, known.is_told = 0, True
            known.until = max(known.until, now + told)

    def record_success(self, key: str, now: float) -> None:
        """Record a success: `key` is in service; a wait that it asked for stays in force."""
        known = self._known.get(key)
        if known is None:
            return
        with self._lock:
            known.failures = 0
            if not known.is_told or known.until <= now:
                self._known.pop(key, None)
