"""Which records are compared at all, where there are too many pairs to look at each: blocking, as record linkage does.

Of ten thousand records there are fifty million pairs, and hardly any two have to do with one another. A rule that says
by which keys it tells records apart is asked about those alone that have one in common.
"""

from collections.abc import Callable, Collection, Hashable, Iterator, Mapping, Sequence
from typing import Any

from compliance.model.dataclass import dataclass
from compliance.model.facts import Facts

Keys = Callable[[Any, Facts], Collection[Hashable]]


@dataclass(frozen=True, slots=True)
class Blocking:
    """The condition of a rule on pairs, with keys: two records meet where one has a key that the other wants.

    `keys` are those that a record has, as pairs compare it (`PairedRecord`), `wanted` those that it wants of another:
    its own if that is not given. The `predicate`, of pair and facts, decides on pairs that meet; it must hold of no
    other.
    """

    predicate: Callable[[Any, Facts], bool]
    keys: Keys
    wanted: Keys | None = None

    def __call__(self, pair: Any, facts: Facts) -> bool:
        """Return whether the rule concerns the pair."""
        return self.predicate(pair, facts)

    def meeting(self, records: Sequence[Any], facts: Facts) -> Iterator[tuple[int, int]]:
        """Yield the numbers of each two records that meet, once and in the order of the records."""
        for number, others in enumerate(self._meetings(records, facts)):
            for other in sorted(others):
                if other > number:
                    yield number, other

    def _meetings(self, records: Sequence[Any], facts: Facts) -> Iterator[set[int]]:
        """Yield, for each record in its turn, the numbers of those that it may meet, its own among them or not."""
        has = [self.keys(record, facts) for record in records]
        holders = _numbered(has)
        if self.wanted is None:
            yield from (_all(holders, keys) for keys in has)
            return
        wants = [self.wanted(record, facts) for record in records]
        seekers = _numbered(wants)
        for keys, wanted in zip(has, wants, strict=True):
            yield _all(holders, wanted) | _all(seekers, keys)


def _numbered(keys: Sequence[Collection[Hashable]]) -> Mapping[Hashable, Sequence[int]]:
    numbers: dict[Hashable, list[int]] = {}
    for number, of_one in enumerate(keys):
        for key in of_one:
            numbers.setdefault(key, []).append(number)
    return numbers


def _all(numbers: Mapping[Hashable, Sequence[int]], keys: Collection[Hashable]) -> set[int]:
    return {number for key in keys for number in numbers.get(key, ())}
