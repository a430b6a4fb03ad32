"""What a record says of its place on a list, against the list itself."""

from collections.abc import Iterator

from compliance.model.location import Place
from compliance.model.platform_list import PlatformList
from compliance.model.record import Membership
from compliance.model.violation import Violation


def differences(membership: Membership, named: PlatformList, slug: str, at: Place) -> Iterator[Violation]:
    """Yield where a record says otherwise than the entry that the list surely has."""
    entry = named.entries[slug]
    expected = {"number": named.number, "issued": named.issued, "group": entry.group, "order": entry.order}
    for field, value in expected.items():
        found = getattr(membership, field)
        if found is not None and value is not None and found != value:
            template = "the record gives {field} {found}, the list {number} has {expected}"
            yield Violation(template, at.child(field), field=field, found=found, number=named.shown, expected=value)
