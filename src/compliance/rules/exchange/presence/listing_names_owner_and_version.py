"""The catalogue names owner, version and description of a service.

Broken: The entry of a service in the catalogue is incomplete

Who looks for data has to know whom to ask, what is on offer today and how it is called.

To mend it, complete the entry: the agency in charge, the version that can be called, and its description.

Shows what the entry said on the day to the one who asked. Does not show that what it names is right.
"""

from collections.abc import Iterator
from typing import Any, Final

from compliance.model.observation import HubListing
from compliance.model.rule import rule
from compliance.model.violation import Violation

MESSAGES: Final = {
    "owner": "the entry of {identifier} names no owner",
    "version": "the entry of {identifier} names no version",
    "description": "the entry of {identifier} names no description",
}


def is_read_whole(listing: HubListing) -> bool:
    """Return whether the service is declared and listed, and the rest of its entry was read too."""
    return listing.is_declared and listing.identifier is not None and listing.is_read_whole


@rule("QD1425-2026.P2.API-B", "QD1425-2026.P2.API-C", "GP.PR-MREST", when=is_read_whole)
def listing_names_owner_and_version(listing: HubListing) -> Iterator[Violation]:
    for name, template in MESSAGES.items():
        if not getattr(listing, name):
            yield Violation(template, at=listing, identifier=listing.identifier or "")


_SYSTEM = "VN/GOV/G12/household-business"
_URL = "https://hub.example/catalog/v1/services/a/versions/1.0.0/specification"


def _listed(**changes: Any) -> HubListing:
    named = {"owner": "Bộ Tài chính", "version": "1.0.0", "description": _URL, "is_read_whole": True, **changes}
    return HubListing("https://hub.example", "households", _SYSTEM, f"{_SYSTEM}/households", "published", **named)


GOOD = [_listed()]
BAD = {
    "the entry of VN/GOV/G12/household-business/households names no owner": _listed(owner=None),
    "the entry of VN/GOV/G12/household-business/households names no version": _listed(version=None),
    "the entry of VN/GOV/G12/household-business/households names no description": _listed(description=None),
}
IRRELEVANT = [_listed(is_declared=False), _listed(is_read_whole=False)]
