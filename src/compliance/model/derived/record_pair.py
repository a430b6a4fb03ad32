"""Two records of one run, side by side."""

from collections.abc import Iterator
from itertools import combinations

from compliance.model.blocking import Blocking, meeting
from compliance.model.dataclass import dataclass
from compliance.model.derived.paired_record import PairedRecord
from compliance.model.fleet_member import AskedFleet
from compliance.model.location import Place
from compliance.model.platform_match import PlatformText
from compliance.model.record import Record


@dataclass(frozen=True, slots=True)
class RecordPair:
    """Two platforms, each pair once; a violation names the other record as related, so that it stands at both.

    `common_names` are the names, aliases and addresses that both records give, in the form in which they are compared.
    `have_one_owner` says whether both name the same agency, by the code of its ministry or province, else by its name.
    `texts` are what is said of each in words.
    """

    first: Record
    second: Record
    common_names: frozenset[str] = frozenset()
    have_one_owner: bool = False
    texts: tuple[PlatformText, PlatformText] = (PlatformText(()), PlatformText(()))

    @classmethod
    def of(cls, one: PairedRecord, other: PairedRecord) -> "RecordPair":
        """Return the pair of two records, the first of the run first."""
        names, is_one = one.names & other.names, one.has_one_owner_with(other)
        return cls(one.record, other.record, names, is_one, (one.text, other.text))

    @property
    def at(self) -> Place:
        return self.first.at

    @property
    def platforms(self) -> frozenset[str]:
        """The slugs of both."""
        return frozenset({self.first.slug, self.second.slug})


def record_pairs(fleet: AskedFleet) -> Iterator[RecordPair]:
    """Yield every pair of records that one of the rules may concern, in the order of the platforms.

    Those are all pairs, unless each rule says by which keys it tells records apart.
    """
    records = [PairedRecord.of(each.record) for each in fleet.members if each.record is not None]
    conditions = fleet.conditions() if len(records) > 1 else []
    blockings = [each for each in conditions if isinstance(each, Blocking)]
    if len(blockings) == len(conditions):
        numbers = meeting(blockings, records, fleet.facts)
    else:
        numbers = combinations(range(len(records)), 2)
    # because there are many more pairs than records
    for first, second in numbers:
        yield RecordPair.of(records[first], records[second])
