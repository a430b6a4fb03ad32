"""All records of one owner in a run."""

from collections.abc import Iterator, Sequence

from compliance.model.codelist import fold
from compliance.model.dataclass import dataclass
from compliance.model.fleet_member import AskedFleet, FleetMember
from compliance.model.gap import Gap
from compliance.model.location import Place
from compliance.model.record import Record
from compliance.model.text import Message


@dataclass(frozen=True, slots=True)
class OwnerRecords:
    """The platforms of one agency, at least one; a violation stands at each record that is its place or related to it.

    `owner` is the level-1 code of the agency, or its folded name if no record gives the code.
    """

    owner: str
    records: tuple[Record, ...]

    @property
    def at(self) -> Place:
        return self.records[0].at

    @property
    def platforms(self) -> frozenset[str]:
        """The slugs of all."""
        return frozenset(record.slug for record in self.records)


def owners(fleet: AskedFleet) -> Iterator[OwnerRecords | Gap]:
    """Yield the records by owner, in the order of the first of each; one that does not say its owner is a gap."""
    yield from fleet.once(_owners)


def _owners(members: Sequence[FleetMember]) -> list[OwnerRecords | Gap]:
    return list(_by_owner([member.record for member in members if member.record is not None]))


def _by_owner(records: Sequence[Record]) -> Iterator[OwnerRecords | Gap]:
    codes = {fold(one.name_vi): one.level_1 for one in (r.named_owner for r in records) if one.name_vi and one.level_1}
    by_owner: dict[str, list[Record]] = {}
    for record in records:
        owner = record.named_owner
        name = fold(owner.name_vi or "")
        if key := owner.level_1 or codes.get(name, name):
            by_owner.setdefault(key, []).append(record)
        else:
            message = Message.of("the record does not say who owns the platform")
            yield Gap(frozenset({OwnerRecords.__name__}), record.at.child("owner"), message, is_failure=False)
    yield from (OwnerRecords(owner, tuple(found)) for owner, found in by_owner.items())
