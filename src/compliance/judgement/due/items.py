"""Entries that say the same of one day, as one item; of each entry no more is kept than the item needs."""

from collections.abc import Iterable, Iterator
from datetime import date

from compliance.judgement.due.entry import Entry, Key
from compliance.model.dataclass import dataclass, field, replace
from compliance.model.due import LONGEST, DueItem


@dataclass(slots=True)
class _Group:
    """Entries that say the same. `certain` and `perhaps` are the ids of what they concern, in order."""

    first: Entry
    certain: dict[str, None] = field(default_factory=dict)
    perhaps: dict[str, None] = field(default_factory=dict)
    things: set[str] = field(default_factory=set)

    def add(self, entry: Entry) -> None:
        self.things.add(entry.thing)
        if entry.subject:
            (self.certain if entry.is_certain else self.perhaps)[entry.subject] = None

    def include(self, later: "_Group") -> None:
        """Take what a later group says of the same."""
        self.certain.update(later.certain)
        self.perhaps.update(later.perhaps)
        self.things |= later.things


class Items:
    """What is due within a year from a day, grouped."""

    def __init__(self, day: date) -> None:
        self._day = day
        self.groups: dict[Key, _Group] = {}

    def add(self, entries: Iterable[Entry]) -> None:
        for entry in entries:
            if entry.day is None or (entry.day - self._day).days <= LONGEST:
                group = self.groups.get(entry.key)
                if group is None:
                    group = self.groups[entry.key] = _Group(entry)
                group.add(entry)

    def with_more(self, later: "Items") -> "Items":
        """Return these with those that come after them."""
        both = Items(self._day)
        for key, group in (*self.groups.items(), *later.groups.items()):
            both.groups.setdefault(key, _Group(group.first)).include(group)
        return both

    def listed(self) -> Iterator[DueItem]:
        """Yield an item for each group."""
        for group in self.groups.values():
            first = group.first
            item = DueItem(
                kind=first.kind,
                day=first.day,
                days_left=(first.day - self._day).days if first.day else None,
                what=first.what,
                source=first.source,
                subjects=tuple(group.certain),
                perhaps=tuple(subject for subject in group.perhaps if subject not in group.certain),
                count=len(group.things),
            )
            yield _by_clause(item, first)


def _by_clause(item: DueItem, first: Entry) -> DueItem:
    requirement = first.requirement
    if requirement is None:
        return item
    return replace(
        item,
        requirement=requirement.id,
        instrument=requirement.instrument.id,
        condition=first.condition,
        note=requirement.note,
    )
