"""One deadline over everything that belongs to a call, down to each read of a socket."""

import time
from typing import Final

from ndxp_sdk.timeouts import Timeout

ENDLESS: Final = float("inf")
# Because what can be done without is given up in time for the call itself.
_HURRIED: Final = 5.0
_SHARE: Final = 0.25


class Limit(float):
    """Seconds for one step, and the monotonic time at which every step has to be over."""

    __slots__ = ("until",)
    until: float


def left(timeout: float | None) -> float | None:
    """Return the seconds left for a step: the lesser of its own limit and of what remains until the deadline.

    Raises TimeoutError when nothing remains.
    """
    if type(timeout) is not Limit:
        return timeout
    remains = timeout.until - time.monotonic()
    if remains <= 0:
        raise TimeoutError
    seconds = min(timeout, remains)
    return None if seconds == ENDLESS else seconds


def within(timeout: float | None) -> float | None:
    """Return a limit for several steps together, counted from now."""
    if type(timeout) is not Limit:
        return timeout
    return _limit(timeout, min(timeout.until, time.monotonic() + timeout))


class Deadline:
    """The clock of one call, started when it is made."""

    __slots__ = ("begun", "timeout", "until")

    def __init__(self, timeout: Timeout) -> None:
        self.begun = time.monotonic()
        self.timeout = timeout
        self.until = ENDLESS if timeout.total is None else self.begun + timeout.total

    @property
    def remaining(self) -> float:
        """The seconds until the deadline: below 0 when it has passed, infinite if there is none."""
        return self.until - time.monotonic()

    @property
    def elapsed(self) -> float:
        """The seconds since the call began."""
        return time.monotonic() - self.begun

    def hurried(self) -> "Deadline":
        """Return the deadline for what the call can do without: a quarter of the remaining time, at most 5 s."""
        sooner = Deadline(self.timeout)
        sooner.until = min(self.until, sooner.begun + min(_HURRIED, _SHARE * max(0.0, self.remaining)))
        return sooner

    def limits(self) -> dict[str, float | None]:
        """Return limits for the steps of one attempt, by the names that the transport knows."""
        timeout, until = self.timeout, self.until
        return {
            "connect": _limit(timeout.connect, until),
            "read": _limit(timeout.read, until),
            "write": _limit(timeout.write, until),
            "pool": self._pool(),
        }

    def _pool(self) -> float | None:
        seconds = min(ENDLESS if self.timeout.pool is None else self.timeout.pool, max(0.001, self.remaining))
        return None if seconds == ENDLESS else seconds


def _limit(seconds: float | None, until: float) -> Limit:
    limit = Limit(ENDLESS if seconds is None else seconds)
    limit.until = until
    return limit
