"""The official lists of platforms, as far as they are held here."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from compliance.model.dataclass import dataclass, field
from compliance.model.standing import Listed
from compliance.model.text import Text

if TYPE_CHECKING:  # because a document needs no record
    from compliance.model.record_form.platform import Membership


@dataclass(frozen=True, slots=True)
class Deadlines:
    """Where the deadlines of the platforms on a list are known from, and since when."""

    announced: date
    source: Text


@dataclass(frozen=True, slots=True)
class ListEntry:
    """The place of a platform on a list. `is_doubtful` says that it is not sure that the list means this platform.

    `deadline` is the year, or the span of years, in which it is to be complete.
    """

    group: str | None = None
    order: int | None = None
    is_doubtful: bool = False
    deadline: str | None = None


@dataclass(frozen=True, slots=True)
class PlatformList:
    """An official list. `size` is the number of its entries, None if it is not known; `entries` those known by slug.

    `deadlines` is None if none is known for any of them.
    """

    id: str
    number: str | None
    issued: date | None
    size: int | None
    entries: Mapping[str, ListEntry]
    deadlines: Deadlines | None = None

    @property
    def is_known_whole(self) -> bool:
        return self.size is not None and len(self.entries) == self.size

    @property
    def shown(self) -> str:
        """The number by which readers know it, its id if it has none."""
        return self.number or self.id

    def has(self, slug: str) -> bool:
        """Return whether the platform is surely on it."""
        entry = self.entries.get(slug)
        return entry is not None and not entry.is_doubtful


@dataclass(frozen=True, slots=True)
class PlatformLists:
    """The lists by id. `successors` gives, by slug, the platforms of later lists that probably are the same."""

    by_id: Mapping[str, PlatformList]
    successors: Callable[[], Mapping[str, Sequence[str]]]
    _known: dict[date, tuple[PlatformList, ...]] = field(default_factory=dict, init=False, repr=False, compare=False)

    def named(self, membership: "Membership") -> PlatformList | None:
        """Return the list that a record names by its id or its number; None if it is not held here."""
        if membership.list in self.by_id:
            return self.by_id[membership.list]
        numbers = {membership.list, membership.number} - {None}
        return next((each for each in self.by_id.values() if each.number in numbers), None)

    def having(self, slug: str, day: date) -> tuple[PlatformList, ...]:
        """Return the lists issued until a day that surely have the platform, the last issued first."""
        return tuple(each for each in self._issued(day) if each.has(slug))

    def last(self, day: date) -> PlatformList | None:
        """Return the last list issued until a day of which all entries are known."""
        return next((each for each in self._issued(day) if each.is_known_whole), None)

    def later_without(self, slug: str, day: date) -> PlatformList | None:
        """Return the last list issued after those that have the platform, if all its entries are known."""
        issued = self._issued(day)
        later = issued[: next((number for number, each in enumerate(issued) if each.has(slug)), 0)]
        return next((each for each in later if each.is_known_whole and slug not in each.entries), None)

    def place_of(self, slug: str, day: date) -> Listed:
        """Return on which of the lists issued until a day the platform surely stands."""
        if not self.having(slug, day):
            return Listed.NONE
        later = self.later_without(slug, day)
        if later is None:
            return Listed.LAST
        return Listed.CONTINUED if self.continued_on(slug, later) else Listed.EARLIER

    def continued_on(self, slug: str, later: PlatformList) -> str | None:
        """Return the platform of a later list that probably is the same; None if none is known to be."""
        seen, rest = {slug}, [slug]
        while rest:
            for each in self.successors().get(rest.pop(), ()):
                if each in later.entries:
                    return each
                if each not in seen:
                    seen.add(each)
                    rest.append(each)
        return None

    def _issued(self, day: date) -> tuple[PlatformList, ...]:
        """Return those issued until a day, the last first; remembered, because each pair of platforms is held to it."""
        if day not in self._known:
            issued = [(each.issued, each) for each in self.by_id.values() if each.issued and each.issued <= day]
            self._known[day] = tuple(each for _, each in sorted(issued, key=lambda pair: pair[0], reverse=True))
        return self._known[day]
