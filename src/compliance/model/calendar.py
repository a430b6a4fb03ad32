"""Working days of state agencies: Monday to Friday but for holidays and swapped days, as far as these are known."""

from collections.abc import Iterator
from datetime import date, timedelta
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
        working = list(self._working(after, until))
        by_year: dict[int, int] = {}
        for day in working:
            by_year[day.year] = by_year.get(day.year, 0) + 1
        unsure = sum(min(days, self.most_unlisted) for year, days in by_year.items() if year not in self.complete)
        return WorkingDays(len(working) - unsure, len(working))

    def _working(self, after: date, until: date) -> Iterator[date]:
        for number in range(1, (until - after).days + 1):
            day = after + timedelta(days=number)
            if day in self.worked or (day.weekday() < _SATURDAY and day not in self.off):
                yield day
