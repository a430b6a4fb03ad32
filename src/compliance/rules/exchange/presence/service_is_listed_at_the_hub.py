"""A service declared as connected is in the hub's catalogue.

Broken: The hub does not have a service that the record declares

Whoever looks for data looks in the catalogue; a service that is missing there is asked for again on paper.

To mend it, register the service under the platform's member and subsystem and publish a version, or correct the record.

Shows what the catalogue said on the day to the one who asked. Does not show that data passes: being listed is not being
connected.
"""

from collections.abc import Iterator

from compliance.model.observation import HubListing
from compliance.model.rule import rule
from compliance.model.violation import Violation

CALLABLE = frozenset({"published", "deprecated", "archiving"})


def is_declared(listing: HubListing) -> bool:
    return listing.is_declared


@rule("QD1425-2026.P2.API-B", "CV2765-2024.C", "ND194-2025.D20.X", "GP.PR-MREST", when=is_declared)
def service_is_listed_at_the_hub(listing: HubListing) -> Iterator[Violation]:
    if listing.identifier is None:
        template = "the record declares {service} as connected, the hub lists no such service of {system}"
        yield Violation(template, at=listing, service=listing.service, system=listing.system)
    elif listing.state not in CALLABLE:
        template = "the hub lists {identifier} in the state {state}, in which it cannot be called"
        yield Violation(template, at=listing, identifier=listing.identifier, state=listing.said_state)


_HUB, _SYSTEM = "https://hub.example", "VN/GOV/G12/household-business"
GOOD = [
    HubListing(_HUB, "households", _SYSTEM, f"{_SYSTEM}/households", "published"),
    HubListing(_HUB, "households", _SYSTEM, f"{_SYSTEM}/households", "deprecated"),
]
BAD = {
    "the record declares households as connected, the hub lists no such service of VN/GOV/G12/household-business": (
        HubListing(_HUB, "households", _SYSTEM, None)
    ),
    "the hub lists VN/GOV/G12/household-business/households in the state draft, in which it cannot be called": (
        HubListing(_HUB, "households", _SYSTEM, f"{_SYSTEM}/households", "draft")
    ),
}
IRRELEVANT = [HubListing(_HUB, "households", _SYSTEM, None, is_declared=False)]
