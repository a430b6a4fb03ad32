"""Working days, counted with bounds where not every day off is known, and the code lists that rules may ask."""

from datetime import date, timedelta

import pytest

from compliance.loading.facts.published import facts
from compliance.model.calendar import Calendar, WorkingDays
from tools.properties import given, st

TET = frozenset({date(2026, 2, 16), date(2026, 2, 17)})
KNOWN = Calendar(off=TET, worked=frozenset({date(2026, 2, 21)}), complete=frozenset({2026}), most_unlisted=15)


@pytest.mark.parametrize(
    ("after", "until", "days"),
    [
        ("2026-02-13", "2026-02-13", 0),
        ("2026-02-13", "2026-02-16", 0),
        ("2026-02-13", "2026-02-18", 1),
        ("2026-02-18", "2026-02-21", 3),
        ("2026-02-20", "2026-02-22", 1),
        ("2026-02-18", "2026-02-10", 0),
    ],
)
def test_days_off_and_swapped_days_count(after: str, until: str, days: int) -> None:
    assert KNOWN.working_days(date.fromisoformat(after), date.fromisoformat(until)) == WorkingDays(days, days)


def test_a_year_that_is_not_known_in_full_gives_bounds() -> None:
    days = KNOWN.working_days(date(2026, 12, 24), date(2027, 2, 5))
    assert days == WorkingDays(5 + 26 - 15, 5 + 26)


def test_a_holiday_that_was_entered_is_off() -> None:
    days = facts(date(2026, 2, 1)).calendar.working_days(date(2026, 2, 13), date(2026, 2, 22))
    assert days.most == 0


@pytest.mark.long
@given(
    st.dates(date(2025, 12, 1), date(2027, 2, 1)),
    st.integers(-5, 400),
    st.sets(st.dates(date(2026, 1, 1), date(2026, 12, 31)), max_size=20),
)
def test_days_are_counted_as_one_by_one(after: date, length: int, swapped: set[date]) -> None:
    calendar = Calendar(off=TET, worked=frozenset(swapped), complete=frozenset({2026}), most_unlisted=15)
    days = [after + timedelta(days=number) for number in range(1, length + 1)]
    working = [day for day in days if day in swapped or (day.weekday() < 5 and day not in TET)]
    assert calendar.working_days(after, after + timedelta(days=length)).most == len(working)


def test_the_ends_of_the_calendar_can_be_counted_between() -> None:
    assert KNOWN.working_days(date.min, date.max).most == 2_608_613
    assert KNOWN.working_days(date.max, date.max) == WorkingDays(0, 0)


def test_code_lists_are_asked_by_id() -> None:
    lists = facts(date(2026, 11, 28)).lists
    assert lists["channels"]["ndxp"].en
    assert {"networks", "days-off"} <= set(lists)
    with pytest.raises(KeyError):
        lists["../catalogue"]


def test_saturdays_of_years_that_are_not_complete_may_be_worked_without_being_known() -> None:
    open_ = Calendar(off=TET, worked=frozenset({date(2026, 2, 21)}), complete=frozenset(), most_unlisted=15)
    assert open_.unlisted_saturdays(date(2026, 2, 13), date(2026, 3, 7)) == 3  # 14 and 28 February, 7 March
    assert open_.unlisted_saturdays(date(2026, 2, 27), date(2026, 2, 27)) == 0
    assert KNOWN.unlisted_saturdays(date(2026, 2, 13), date(2026, 3, 7)) == 0
