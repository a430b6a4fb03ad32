"""Two records of one run, side by side."""

from collections.abc import Iterator, Sequence
from itertools import combinations

from compliance.model.codelist import fold
from compliance.model.dataclass import dataclass
from compliance.model.dossier import Dossier
from compliance.model.location import Place
from compliance.model.record import NONE, Record


@dataclass(frozen=True, slots=True)
class RecordPair:
    """Two platforms, each pair once; a violation names the other record as related, so that it stands at both.

    `common_names` are the names, aliases and addresses that both records give, in the form in which they are compared.
    """

    first: Record
    second: Record
    common_names: frozenset[str] = frozenset()

    @property
    def at(self) -> Place:
        return self.first.at

    @property
    def platforms(self) -> frozenset[str]:
        """The slugs of both."""
        return frozenset({self.first.slug, self.second.slug})

    @property
    def have_one_owner(self) -> bool:
        """Whether both name the same agency, by the code of its ministry or province, else by its name."""
        one, other = self.first.named_owner, self.second.named_owner
        if one.level_1 and other.level_1:
            return one.level_1 == other.level_1
        return bool(one.name_vi and other.name_vi) and fold(one.name_vi or "") == fold(other.name_vi or "")


def record_pairs(dossiers: Sequence[Dossier]) -> Iterator[RecordPair]:
    """Yield every pair of records, in the order of the dossiers."""
    records = [dossier.record for dossier in dossiers if dossier.record is not None]
    named = [(record, _names(record)) for record in records]
    for (first, names), (second, others) in combinations(named, 2):
        yield RecordPair(first, second, names & others)


def _names(record: Record) -> frozenset[str]:
    addresses = record.addresses if isinstance(record.addresses, list) else ()
    names = (record.name_vi, *(record.aliases or ()), *(address.rstrip("/") for address in addresses))
    return frozenset(fold(name) for name in names if name) - {"", NONE}
