"""Working days of state agencies: Monday to Friday but for holidays and swapped days, as far as these are known."""

from datetime import date
from typing import Final

from compliance.model.dataclass import dataclass

_SATURDAY: Final = 5


@dataclass(frozen=True, slots=True)
class WorkingDays:
    """How many working days lie in a span: exactly, or in bounds if not all days off of its years are known."""

    least: int
    most: int


@dataclass(frozen=True, slots=True)
class Calendar:
    """The published days off and working weekends; `complete` are the years of which every such day is known.

    In other years up to `most_unlisted` further days may be off.
    """

    off: frozenset[date]
    worked: frozenset[date]
    complete: frozenset[int]
    most_unlisted: int

    def working_days(self, after: date, until: date) -> WorkingDays:
        """Count the working days after the first day, up to the last and with it; none if the last is not later."""
        if until <= after:
            return WorkingDays(0, 0)
        begins = after.toordinal() + 1
        known = self._changes(begins, until.toordinal())
        working = unsure = 0
        for year in range(date.fromordinal(begins).year, until.year + 1):
            first = max(begins, date(year, 1, 1).toordinal())
            last = min(until.toordinal(), date(year, 12, 31).toordinal())
            days = _weekdays(last) - _weekdays(first - 1) + known.get(year, 0)
            working += days
            unsure += 0 if year in self.complete else min(days, self.most_unlisted)
        return WorkingDays(working - unsure, working)

    def unlisted_saturdays(self, after: date, until: date) -> int:
        """Return how many Saturdays after the first day, up to the last, may be working days that nobody has entered.

        A day off is swapped for a Saturday now and then, and only of complete years is every such day known.
        """
        days = map(date.fromordinal, range(after.toordinal() + 1, until.toordinal() + 1))
        saturdays = (day for day in days if day.weekday() == _SATURDAY and day.year not in self.complete)
        return sum(day not in self.off and day not in self.worked for day in saturdays)

    def _changes(self, first: int, last: int) -> dict[int, int]:
        """Return by how many days the published days change the count of Mondays to Fridays, by year."""
        changes: dict[int, int] = {}
        for day in self.off | self.worked:
            is_weekday, is_worked = day.weekday() < _SATURDAY, day in self.worked
            if first <= day.toordinal() <= last and is_weekday != is_worked:
                changes[day.year] = changes.get(day.year, 0) + (1 if is_worked else -1)
        return changes


def _weekdays(ordinal: int) -> int:
    """Return how many days from Monday to Friday there are up to a day, by its number; day 1 was a Monday."""
    weeks, rest = divmod(ordinal, 7)
    return weeks * _SATURDAY + min(rest, _SATURDAY)
