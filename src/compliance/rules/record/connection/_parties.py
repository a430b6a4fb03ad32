"""Who stands at the two ends of a connection, and which connections have no intermediary between them."""

import re
from typing import Final

from compliance.model.codelist import Agencies, fold
from compliance.model.facts import Facts
from compliance.model.pattern import late
from compliance.model.record import Connection, Owner
from compliance.model.record_form.connection import OtherParty

_CODE: Final = late(r"(000\.[0-9]{2}\.[0-9]{2}\.)?[A-Z][0-9]{2}(\.[0-9]{1,3})*", re.IGNORECASE)


def is_direct_between_agencies(connection: Connection, facts: Facts) -> bool:
    """Return whether it is a direct connection of today or to come, and not known to stay inside one agency."""
    is_meant = connection.is_direct and connection.is_alive
    return is_meant and not is_inside_one_agency(connection, facts.agencies)


def is_inside_one_agency(connection: Connection, agencies: Agencies) -> bool | None:
    """Return whether both ends belong to one ministry or province; None if the record does not tell."""
    other = other_agency(connection)
    if other is None:
        return None
    here, there = _identities(connection.owner, agencies), _identities(other, agencies)
    if not here.isdisjoint(there):
        return True
    return False if _has_code(here) and _has_code(there) else None


def other_agency(connection: Connection) -> Owner | None:
    """Return the agency at the other end as far as it is named, by its code or its name; None if it is not."""
    other = connection.other_party
    written = other.agency if isinstance(other, OtherParty) else None
    if not written or not written.strip():
        return None
    return Owner(code=written.strip()) if _CODE.fullmatch(written.strip()) else Owner(name_vi=written)


def _identities(owner: Owner, agencies: Agencies) -> frozenset[str]:
    """Return the code and the folded name of an agency, and the one from the other where the list has it."""
    code = owner.level_1
    listed = agencies.named(owner.name_vi or "")
    return frozenset({code, fold(owner.name_vi or ""), (listed.code if listed else None) or ""} - {""})


def _has_code(identities: frozenset[str]) -> bool:
    return any(_CODE.fullmatch(identity) for identity in identities)
