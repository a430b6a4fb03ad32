"""The hub's clock: it may run ahead, stand still, or be moved by a test."""

import time
from dataclasses import dataclass
from datetime import UTC, datetime


@dataclass(slots=True)
class Clock:
    """`skew` seconds ahead of the true time; where `frozen` is set, time stands there until it is advanced."""

    skew: float = 0.0
    frozen: float | None = None

    def now(self) -> float:
        """Return the time in seconds since 1970."""
        return (time.time() if self.frozen is None else self.frozen) + self.skew

    def stamp(self) -> str:
        """Return the same as RFC 3339 text, to the millisecond."""
        return stamp_of(self.now())

    def advance(self, seconds: float) -> None:
        """Move on without waiting."""
        if self.frozen is None:
            self.skew += seconds
        else:
            self.frozen += seconds


def stamp_of(moment: float) -> str:
    """Write seconds since 1970 as RFC 3339 text, to the millisecond."""
    return datetime.fromtimestamp(moment, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
