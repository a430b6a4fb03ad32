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

    With `telling` keys the rule has something to say only of two that have one of these in common. It concerns all
    others that meet, which are counted and not made: the predicate must hold of all that meet.
    """

    predicate: Callable[[Any, Facts], bool]
    keys: Keys
    wanted: Keys | None = None
    telling: Keys | None = None

    def __call__(self, pair: Any, facts: Facts) -> bool:
        """Return whether the rule concerns the pair."""
        return self.predicate(pair, facts)

    def meeting(self, records: Sequence[Any], facts: Facts) -> Iterator[tuple[int, int]]:
        """Yield the numbers of each two records that meet, once and in the order of the records."""
        meetings = self._meetings(records, facts)
        if self.telling is not None:
            told = _meetings([self.telling(record, facts) for record in records])
            meetings = (met & others for met, others in zip(meetings, told, strict=True))
        for number, others in enumerate(meetings):
            for other in sorted(others):
                if other > number:
                    yield number, other

    def untold(self, records: Sequence[Any], facts: Facts) -> Iterator[int]:
        """Yield, for each record in its turn, how many it meets of which the rule has nothing to say."""
        if self.telling is not None:
            told = _meetings([self.telling(record, facts) for record in records])
            for number, (met, others) in enumerate(zip(self._meetings(records, facts), told, strict=True)):
                yield len(met - others - {number})

    def _meetings(self, records: Sequence[Any], facts: Facts) -> Iterator[set[int]]:
        """Yield, for each record in its turn, the numbers of those that it may meet, its own among them or not."""
        has = [self.keys(record, facts) for record in records]
        if self.wanted is None:
            yield from _meetings(has)
            return
        wants = [self.wanted(record, facts) for record in records]
        holders, seekers = _numbered(has), _numbered(wants)
        for keys, wanted in zip(has, wants, strict=True):
            yield _all(holders, wanted) | _all(seekers, keys)


def _meetings(has: Sequence[Collection[Hashable]]) -> Iterator[set[int]]:
    """Yield, for each in its turn, the numbers of those that have a key in common with it."""
    holders = _numbered(has)
    yield from (_all(holders, keys) for keys in has)


def _numbered(keys: Sequence[Collection[Hashable]]) -> Mapping[Hashable, Sequence[int]]:
    numbers: dict[Hashable, list[int]] = {}
    for number, of_one in enumerate(keys):
        for key in of_one:
            numbers.setdefault(key, []).append(number)
    return numbers


def _all(numbers: Mapping[Hashable, Sequence[int]], keys: Collection[Hashable]) -> set[int]:
    return {number for key in keys for number in numbers.get(key, ())}
