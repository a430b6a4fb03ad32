"""The time of the hub."""

from datetime import UTC, datetime, timedelta
from math import isfinite
from typing import TYPE_CHECKING, Final

from ndxp_sdk._validators import Expected, is_number, needed
from ndxp_sdk.errors import UsageError

if TYPE_CHECKING:
    from ndxp_sdk.testing._hub_plugin import Clock


_SECONDS: Final = Expected("seconds or a timedelta are expected", lambda value: is_number(value) and isfinite(value))


class HubClock:
    """The time of the hub: it runs with the true one, stands still, or is moved.

    hub.clock.freeze(datetime(2026, 11, 22, 8, 30, tzinfo=UTC))
    hub.clock.advance(timedelta(minutes=11))     # tokens of ten minutes are over now
    """

    def __init__(self, clock: "Clock") -> None:
        self._clock = clock

    @property
    def now(self) -> datetime:
        """The hub's present time, in UTC."""
        return datetime.fromtimestamp(self._clock.now(), UTC)

    def freeze(self, at: datetime | None = None) -> None:
        """Let time stand still, at this moment or where it is; it can still be advanced.

        Raises:
            UsageError: a moment without its offset from UTC.
        """
        if at is not None and at.tzinfo is None:
            raise UsageError("the moment has no offset from UTC: give it a tzinfo")
        moment = self._clock.now() if at is None else at.timestamp()
        self._clock.frozen, self._clock.skew = moment, 0.0

    def release(self) -> None:
        """Let it run with the true time again."""
        self._clock.frozen, self._clock.skew = None, 0.0

    def advance(self, by: timedelta | float) -> None:
        """Move on, by seconds or by a timedelta, without waiting."""
        seconds = by.total_seconds() if isinstance(by, timedelta) else needed("by", by, _SECONDS)
        self._clock.advance(seconds)

    def __repr__(self) -> str:
        return f"HubClock({self.now.isoformat()})"
