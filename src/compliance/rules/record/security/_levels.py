"""The security level of a record, and the clauses by the day of the decision on it."""

from datetime import date
from typing import Final

from compliance.model.facts import Facts
from compliance.model.record import NONE, Record
from compliance.model.record_form.security import SecurityLevel

CLAUSE: Final = "ND331-2026.D18"


def level_of(record: Record) -> SecurityLevel:
    """Return what the record says of its level: all of it unknown if it says nothing, or that there is none."""
    return record.security_level if isinstance(record.security_level, SecurityLevel) else SecurityLevel()


def has_none(record: Record) -> bool:
    """Return whether the record says that there is no level."""
    return NONE in {record.security_level if isinstance(record.security_level, str) else None, level_of(record).level}


def may_be_from(record: Record, level: int) -> bool:
    """Return whether the level may be that one or a higher one; one that is not known may be."""
    figure = record.level
    return not has_none(record) and (figure is None or figure >= level)


def binds(clause: str, day: date | None, facts: Facts) -> bool:
    """Return whether a clause bound, or may have bound, on a day; one that is not known may be any."""
    requirement = facts.catalogue.find(clause)
    return requirement is not None and (day is None or requirement.applies.has_begun(day))
