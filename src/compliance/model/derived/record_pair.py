"""Two records of one run, side by side."""

from collections.abc import Iterator, Sequence
from itertools import combinations

from compliance.model.codelist import fold
from compliance.model.dataclass import dataclass
from compliance.model.fleet_member import FleetMember
from compliance.model.location import Place
from compliance.model.platform_match import PlatformText
from compliance.model.record import NONE, Record


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

    @property
    def at(self) -> Place:
        return self.first.at

    @property
    def platforms(self) -> frozenset[str]:
        """The slugs of both."""
        return frozenset({self.first.slug, self.second.slug})


def record_pairs(members: Sequence[FleetMember]) -> Iterator[RecordPair]:
    """Yield every pair of records, in the order of the platforms."""
    # because there are many more pairs than records
    records = [each.record for each in members if each.record is not None]
    read = [(record, _names(record), _owner(record), _text(record)) for record in records]
    for (first, names, owner, text), (second, others, other, told) in combinations(read, 2):
        yield RecordPair(first, second, names & others, _is_one(owner, other), (text, told))


def _text(record: Record) -> PlatformText:
    owner = record.named_owner
    return PlatformText(
        names=tuple(filter(None, (record.name_vi, *(record.aliases or ())))),
        english=record.name_en,
        owners=tuple(filter(None, (owner.name_vi, owner.name_en))),
        purpose=record.objective,
        field=record.field,
    )


def _owner(record: Record) -> tuple[str, str]:
    """Return by what an agency is told: the code of its ministry or province, and its name; empty if not known."""
    owner = record.named_owner
    return owner.level_1, fold(owner.name_vi or "")


def _is_one(owner: tuple[str, str], other: tuple[str, str]) -> bool:
    code, name = owner
    return code == other[0] if code and other[0] else bool(name) and name == other[1]


def _names(record: Record) -> frozenset[str]:
    addresses = record.addresses if isinstance(record.addresses, list) else ()
    names = (record.name_vi, *(record.aliases or ()), *(address.rstrip("/") for address in addresses))
    return frozenset(fold(name) for name in names if name) - {"", NONE}
