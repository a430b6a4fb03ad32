"""The security level of a record, and the clauses by the day of the decision on it."""

from datetime import date
from typing import Final

from compliance.model.facts import Facts
from compliance.model.record import NONE, Record
from compliance.model.record_form.security import SecurityLevel

CLAUSE: Final = "ND331-2026.D18"
TRANSITION: Final = "ND331-2026.D39.K1"


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


def is_in_the_transition(day: date | None, facts: Facts) -> bool:
    """Return whether a level decided on a day is approved under the older decree, if the system was being built before.

    What was decided so stands when that time is over. Source: Decree 331/2026/NĐ-CP Art. 39(1).
    """
    clause = facts.catalogue.find(TRANSITION)
    last = clause.applies.start if clause is not None else None
    return day is not None and last is not None and day <= last


def follows_the_older_decree(record: Record, facts: Facts) -> bool:
    """Return whether the level is known to be one that was decided under the older decree in its last time."""
    said = level_of(record)
    return said.built_before_2026_07_01 is True and is_in_the_transition(said.on, facts)


def may_follow_the_older_decree(record: Record, facts: Facts) -> bool:
    """Return whether nobody knows if the level was decided under the older decree in its last time."""
    said = level_of(record)
    return said.built_before_2026_07_01 is None and is_in_the_transition(said.on, facts)


def binds(clause: str, day: date | None, facts: Facts) -> bool:
    """Return whether a clause bound, or may have bound, on a day; one that is not known may be any."""
    requirement = facts.catalogue.find(clause)
    return requirement is not None and (day is None or requirement.applies.has_begun(day))
