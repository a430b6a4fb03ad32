"""Shared platforms, which the regime for digital platforms binds, and whether one began under it."""

from typing import Final

from compliance.model.facts import Facts
from compliance.model.record import Record

_SHARED: Final = frozenset({"national-a", "national-b", "ministry", "province"})


def may_be_shared(record: Record, facts: Facts) -> bool:
    """Return whether the platform is, or may be, one that agencies share; one that ended is none any more."""
    if record.life_cycle == "ended":
        return False
    is_unknown = record.sharing_level is None
    return is_unknown or is_shared(record, facts)


def is_shared(record: Record, facts: Facts) -> bool:
    """Return whether the record says that agencies share the platform: by its level, a list, or its class."""
    is_of_class = facts.platform_regime.code in (record.classes or ())
    return record.sharing_level in _SHARED or is_of_class or bool(record.list_memberships)


def begins_under_it(record: Record, facts: Facts) -> bool:
    """Return whether the platform is known to begin on or after the first day of the regime."""
    first, begins = facts.platform_regime.begins_from, record.operational_from
    return first is not None and begins is not None and begins >= first
