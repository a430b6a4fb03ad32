"""A key by which a program asks the API of the dashboard; the key itself is known to nobody but who got it."""

from datetime import date, datetime

from compliance.model.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class ProgramKey:
    """What is kept of a key, under a number and a name that no other key ever has.

    `role` is `reader`, which sees every platform, or `owner`, which sees those of the agencies with the codes `owners`.
    It counts up to the day `ends`, that day too, unless it was revoked before. `used` is the last day on which it was
    used, None if it never was. `made` and `revoked` are moments in UTC; `revoked` is None as long as it was not.
    """

    number: int
    name: str
    role: str
    owners: tuple[str, ...]
    made: datetime
    ends: date
    used: date | None = None
    revoked: datetime | None = None

    def counts_on(self, day: date) -> bool:
        """Return whether it opens something on a day."""
        return self.revoked is None and day <= self.ends
