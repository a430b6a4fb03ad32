"""The days of a record on which something was issued, decided or done."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date
from functools import cache
from typing import Any, Final

from compliance.model.location import Place

ACTS: Final = frozenset(
    {
        "answered_on",
        "assessed_on",
        "issued",
        "on",
        "published_on",
        "risk_assessed_on",
        "security_minutes_on",
        "serious_incident_on",
        "survey_on",
        "updated_on",
    }
)
LEFT_OUT: Final = frozenset({"list_memberships", "major_changes", "project"})
"""Parts in which a day may be that of a plan, or is held against the list itself."""


def days_of_acts(part: Any, at: Place) -> Iterator[tuple[Place, date]]:
    """Yield where a day of an act stands in a part of a record, and the day."""
    yield from ((at.child(*path), day) for path, day in _days(part, ()))


def _days(part: Any, path: tuple[str | int, ...]) -> Iterator[tuple[tuple[str | int, ...], date]]:
    if isinstance(part, list | tuple):
        for index, item in enumerate(part):
            yield from _days(item, (*path, index))
        return
    for name in _fields_of(part.__class__):
        value = getattr(part, name)
        if isinstance(value, date):
            if name in ACTS:
                yield (*path, name), value
        elif value and name not in LEFT_OUT and not isinstance(value, str):
            yield from _days(value, (*path, name))


@cache
def _fields_of(kind: Any) -> tuple[str, ...]:
    """Return the names of the fields of a class of parts, none if it is none."""
    return tuple(field.name for field in fields(kind)) if is_dataclass(kind) and kind is not Place else ()
