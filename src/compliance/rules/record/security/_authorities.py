"""Who appraised or approved, by the name in a record: which agency that is, and whether it is the owner."""

from collections.abc import Iterable

from compliance.model.codelist import Agency, fold
from compliance.model.facts import Facts
from compliance.model.record import Record
from compliance.model.violation import Unknown, Violation
from compliance.rules.record.security._levels import (
    CLAUSE,
    binds,
    follows_the_older_decree,
    is_in_the_transition,
    level_of,
    may_be_from,
)


def may_be_bound(record: Record, facts: Facts) -> bool:
    """Return whether the article on who appraises and approves binds the decision on the level, or may bind it."""
    said = level_of(record)
    is_civil = said.sector not in {"military", "cipher"}
    return (
        may_be_from(record, 3)
        and is_civil
        and not follows_the_older_decree(record, facts)
        and binds(CLAUSE, said.on, facts)
    )


def unsaid_condition(found: Iterable[Violation | Unknown], record: Record, facts: Facts) -> str | None:
    """Return what has to be known before anybody is told to be the wrong one; None if nobody is, or all is known."""
    if not any(isinstance(each, Violation) for each in found):
        return None
    said = level_of(record)
    may_be_older = is_in_the_transition(said.on, facts)
    conditions = ("sector", "built_before_2026_07_01") if may_be_older else ("sector",)
    return next((name for name in conditions if getattr(said, name) is None), None)


def names(name: str, text: str) -> bool:
    """Return whether a text holds a name, alone or among other words."""
    words = _words(name)
    return bool(words.strip()) and words in _words(text)


def agency_in(text: str, facts: Facts) -> Agency | None:
    """Return the one agency that a text names, alone or beside its unit or office; None if it is unclear."""
    found = [agency for agency in facts.agencies.entries if names(agency.name_vi, text)]
    if not found:
        return facts.agencies.coded(text.strip().upper())
    return found[0] if len(found) == 1 else None


def agency_of_owner(record: Record, facts: Facts) -> Agency | None:
    """Return the agency that owns the platform, or that its owner belongs to; None if it is not known."""
    owner = record.named_owner
    return facts.agencies.coded(owner.level_1) or agency_in(owner.name_vi or "", facts)


def is_of_owner(text: str, record: Record, facts: Facts) -> bool:
    """Return whether a text names the owner, a unit of it, or an office of it."""
    owner = record.named_owner
    if any(name and names(name, text) for name in (owner.name_vi, owner.code, owner.unit)):
        return True
    agency = agency_of_owner(record, facts)
    return agency is not None and agency == agency_in(text, facts)


def _words(text: str) -> str:
    """Return the words of a text, one blank before and after each, whatever its capitals and signs."""
    words = "".join(character if character.isalnum() else " " for character in fold(text)).split()
    return f" {' '.join(words)} "
