"""The calendar of state agencies, from specs/codelists/days-off.yaml."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from functools import cache
from typing import Any

from compliance.loading.facts.specs import read_spec
from compliance.model.calendar import Calendar


@cache
def calendar() -> Calendar:
    """Return the days off and the swapped days that are known."""
    tree = read_spec("codelists/days-off.yaml")
    return Calendar(
        off=frozenset(day for row in tree["entries"] if row["is_off"] for day in _days(row)),
        worked=frozenset(day for row in tree["entries"] if not row["is_off"] for day in _days(row)),
        complete=frozenset(tree["complete_years"]),
        most_unlisted=tree["most_unlisted"],
    )


def _days(row: Mapping[str, Any]) -> Iterator[date]:
    begins, ends = date.fromisoformat(row["from"]), date.fromisoformat(row["to"])
    return (begins + timedelta(days=number) for number in range((ends - begins).days + 1))
