"""Retry policy, retry budget and circuit breaker: how long to wait, how often in all, and when not to call at all."""

import os
from dataclasses import dataclass, field
from typing import Final

from ndxp_sdk._concurrency.fork import ForkSafeLock
from ndxp_sdk._validators import AMOUNT, WAIT, Table, check, whole
from ndxp_sdk.errors import BackoffInForce, Facts

# Because five failures in a row are a server that is down, and fewer are bad luck.
DOWN_AFTER: Final = 5


@dataclass(frozen=True, slots=True)
class Retry:
    """The retry policy: how often and how patiently a call is repeated if that is safe. Times in seconds.

    `attempts` counts the first one too. Waits are drawn between 0 and a bound that doubles from `first_wait` to
    `longest_wait`. A server that asks for more than `longest_retry_after` is not waited for: the call ends at once. All
    calls leave a server alone for as long as it asks with 429 or 503, a day at most; if that cannot be read, for a
    minute. A client may repeat `budget` calls at once and earns `earned` of a repetition with every call that succeeds.
    A server that is down is left alone for `first_rest`, then twice as long, to `longest_rest`.

    >>> Retry(attempts=1).attempts   # never repeat
    1
    """

    attempts: int = 3
    first_wait: float = 0.5
    longest_wait: float = 8.0
    longest_retry_after: float = 60.0
    budget: int = 20
    earned: float = 0.1
    first_rest: float = 1.0
    longest_rest: float = 30.0

    def __post_init__(self) -> None:
        check(self, _EXPECTED)

    def wait(self, attempts: int) -> float:
        """Draw the seconds before the next attempt, after `attempts`, from the whole span, so that clients spread."""
        return chance() * float(min(self.longest_wait, self.first_wait * 2 ** (attempts - 1)))

    def rest(self, failures: int) -> float:
        """Return how long a circuit opens after `failures` in a row, in seconds: between half and all of the bound."""
        bound = min(self.longest_rest, self.first_rest * 2 ** min(failures - DOWN_AFTER, 16))
        return float(bound) * (1 + chance()) / 2


_EXPECTED: Final[Table] = {
    "attempts": whole(1),
    **dict.fromkeys(("first_wait", "longest_wait", "longest_retry_after", "first_rest", "longest_rest"), WAIT),
    "budget": whole(0),
    "earned": AMOUNT,
}


def chance() -> float:
    """Draw a number from 0 to 1, without the cost of importing random."""
    return int.from_bytes(os.urandom(6), "big") / 2**48


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


@dataclass(slots=True)
class _Trouble:
    failures: int = 0
    until: float = 0.0
    is_told: bool = False


@dataclass(slots=True)
class CircuitBreaker:
    """The circuit breaker that all calls of a client share, by key. Thread-safe; times are monotonic.

    When a rest is over one call goes ahead, and the others wait for what it finds.
    """

    retry: Retry
    _known: dict[str, _Trouble] = field(default_factory=dict)
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
            known = self._known.setdefault(key, _Trouble())
            known.failures += 1
            rest = self.retry.rest(known.failures) if known.failures >= DOWN_AFTER else 0.0
            known.is_told = told is not None or (known.is_told and now < known.until)
            known.until = max(known.until, now + max(rest, told or 0.0))

    def record_throttle(self, key: str, now: float, told: float) -> None:
        """Record a throttle: `key` is in service and asks all callers to wait."""
        with self._lock:
            known = self._known.setdefault(key, _Trouble())
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
