"""The hub lists the system under the agency code of its owner.

Broken: The hub lists the platform under another agency

Who calls by the code of the agency in charge does not find the service under another's.

To mend it, register the system under the member code of its owner, or correct the owner in the record.

Shows whether both codes name one agency: `000.00.00.G12` and `G12` do, and so do an agency and a unit below it. Does
not show who runs the platform: an owner may have it run by another. The decision says how codes are built; no text that
was read says under whose code a hub lists a system, so that a finding is a question to the owner.
"""

from collections.abc import Iterator

from compliance.model.grades import Proof
from compliance.model.observation import HubListing
from compliance.model.rule import rule
from compliance.model.violation import Violation


def is_comparable(listing: HubListing) -> bool:
    """Return whether the service is listed under an agency, and the record gives the code of the owner."""
    is_agency = listing.member_code is not None and listing.system.split("/")[1] == "GOV"
    return is_agency and listing.identifier is not None and bool(listing.owner_code)


@rule("QD20-2020.D4.K1", "NDX-IDN-12", proof=Proof.SUGGESTIVE, when=is_comparable)
def hub_member_is_the_owner(listing: HubListing) -> Iterator[Violation]:
    member, owner = listing.member_code or "", listing.owner_code or ""
    one, other = _groups(member), _groups(owner)
    shared = min(len(one), len(other))
    if one[:shared] != other[:shared]:
        template = "the hub lists {system} under {member}, the owner of the record is {owner}"
        yield Violation(template, at=listing, system=listing.system, member=member, owner=owner)


def _groups(code: str) -> list[str]:
    """Return the groups of a code from the top: the old one (QCVN 102) begins with the lowest."""
    groups = code.upper().split(".")
    if not groups[0].isdigit():
        return groups
    return [group for group in reversed(groups) if group.strip("0")]


_HUB, _ID = "https://hub.example", "VN/GOV/G12/household-business/households"


def _listed(member: str, owner: str | None, member_class: str = "GOV") -> HubListing:
    system = f"VN/{member_class}/{member}/household-business"
    return HubListing(_HUB, "households", system, f"{system}/households", "published", owner_code=owner)


GOOD = [
    _listed("G12", "G12"),
    _listed("000.00.00.G12", "G12"),
    _listed("G12", "000.00.00.G12"),
    _listed("G12.07", "G12"),
]
BAD = {
    "the hub lists VN/GOV/G08/household-business under G08, the owner of the record is G12": _listed("G08", "G12"),
    "the hub lists VN/GOV/000.00.00.G08/household-business under 000.00.00.G08, the owner of the record is G12": (
        _listed("000.00.00.G08", "G12")
    ),
}
IRRELEVANT = [
    _listed("G12", None),
    _listed("0106001236", "G12", "COM"),
    HubListing(_HUB, "households", "household-business", None, owner_code="G12"),
]
