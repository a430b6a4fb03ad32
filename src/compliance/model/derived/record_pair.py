"""Two records of one run, side by side."""

from collections.abc import Iterator, Sequence
from itertools import combinations

from compliance.model.blocking import Blocking
from compliance.model.dataclass import dataclass
from compliance.model.derived.paired_record import PairedRecord
from compliance.model.fleet_member import AskedFleet, FleetMember
from compliance.model.location import Place
from compliance.model.platform_match import PlatformText
from compliance.model.record import Record


@dataclass(frozen=True, slots=True, eq=False)
class RecordPair:
    """Two platforms, each pair once; a violation names the other record as related, so that it stands at both.

    What is compared of each is made once a record, because there are many more pairs than records.
    """

    one: PairedRecord
    other: PairedRecord

    @property
    def first(self) -> Record:
        return self.one.record

    @property
    def second(self) -> Record:
        return self.other.record

    @property
    def common_names(self) -> frozenset[str]:
        """The names, aliases and addresses that both records give, in the form in which they are compared."""
        return self.one.names & self.other.names

    @property
    def have_one_owner(self) -> bool:
        """Whether both name the same agency, by the code of its ministry or province, else by its name."""
        return self.one.has_one_owner_with(self.other)

    @property
    def texts(self) -> tuple[PlatformText, PlatformText]:
        """All that is said of each in words."""
        return self.one.text, self.other.text

    @property
    def at(self) -> Place:
        return self.one.record.at

    @property
    def platforms(self) -> frozenset[str]:
        """The slugs of both."""
        return frozenset({self.one.record.slug, self.other.record.slug})


def record_pairs(fleet: AskedFleet) -> Iterator[RecordPair]:
    """Yield every pair of records that the rule may concern, in the order of the platforms.

    Those are all pairs, unless the rule says by which keys it tells records apart.
    """
    records = fleet.once(_paired)
    condition = fleet.condition() if len(records) > 1 else None
    numbers = (
        condition.meeting(records, fleet.facts)
        if isinstance(condition, Blocking)
        else combinations(range(len(records)), 2)
    )
    for first, second in numbers:
        yield RecordPair(records[first], records[second])


def untold_pairs(fleet: AskedFleet) -> Iterator[tuple[str, int]]:
    """Yield by slug of how many pairs with others, which the rule concerns, it is known that it says nothing."""
    records = fleet.once(_paired)
    condition = fleet.condition() if len(records) > 1 else None
    if isinstance(condition, Blocking):
        slugs = [each.record.slug for each in records]
        yield from zip(slugs, condition.untold(records, fleet.facts), strict=False)


def _paired(members: Sequence[FleetMember]) -> list[PairedRecord]:
    return [PairedRecord.of(each.record) for each in members if each.record is not None]
