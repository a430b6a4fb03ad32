"""The days of a record on which something was issued, decided or done."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date
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
    if isinstance(part, list | tuple):
        for index, item in enumerate(part):
            yield from days_of_acts(item, at.child(index))
    elif is_dataclass(part) and not isinstance(part, Place):
        for field in fields(part):
            value = getattr(part, field.name)
            if field.name in ACTS and isinstance(value, date):
                yield at.child(field.name), value
            elif field.name not in LEFT_OUT and (isinstance(value, list | tuple) or is_dataclass(value)):
                yield from days_of_acts(value, at.child(field.name))
