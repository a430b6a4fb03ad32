"""What two addresses of one name show."""

from collections.abc import Iterator

from compliance.model.dossier import Dossier
from compliance.model.observation import Comparison, Difference


class AddressPair(Comparison):
    """Two looks at one name that differ in the address: a kind of its own, so that no other comparison waits for it."""


def address_pairs(dossier: Dossier) -> Iterator[AddressPair]:
    """Yield the comparisons of a dossier that are of addresses."""
    for seen in dossier.observations:
        if isinstance(seen, Comparison) and seen.difference is Difference.ADDRESS:
            yield AddressPair(seen.difference, seen.first, seen.second, seen.values)
