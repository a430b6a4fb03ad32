"""What became of the platforms of one official list in a later one. A list says nothing of why."""

from collections import Counter
from collections.abc import Mapping
from datetime import date
from enum import StrEnum

from compliance.model.dataclass import dataclass
from compliance.model.text import Text


class Fate(StrEnum):
    """What became of a platform, in the order in which it is told.

    `UNCERTAIN` is whatever no text says surely: records are not to be merged on it. `LEFT` says that the later list has
    no entry that is known to be the same, which is no proof that the platform ended. `UNKNOWN` stands alone because the
    other list is known in part only: it may be among those whose names are not known.
    """

    SAME = "same"
    RENAMED = "renamed"
    MOVED = "moved"
    MERGED = "merged"
    SPLIT = "split"
    UNCERTAIN = "uncertain"
    JOINED = "joined"
    LEFT = "left"
    UNKNOWN = "unknown"


class Sureness(StrEnum):
    """How sure it is that two entries of lists belong together, the least sure first."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


@dataclass(frozen=True, slots=True)
class ListEntry:
    """A platform as a list has it: `name` as the list prints it, `owner` of that time; `place` is group and number."""

    slug: str
    name: Text
    owner: Text
    place: str


@dataclass(frozen=True, slots=True)
class ListChange:
    """Entries of the two lists that belong together, or one that stands alone; `basis` says why that is held."""

    fate: Fate
    earlier: ListEntry | None
    later: ListEntry | None
    sureness: Sureness | None = None
    basis: Text | None = None


@dataclass(frozen=True, slots=True)
class ComparedList:
    """A list that was compared. `size` are the platforms that it announced, of which `named` are known by name."""

    id: str
    number: str
    issued: date | None
    size: int | None
    named: int

    @property
    def unnamed(self) -> int:
        """The number of those that were announced and of which no name is known: nothing is said of them."""
        return max(0, (self.size or self.named) - self.named)


@dataclass(frozen=True, slots=True)
class ListComparison:
    """Two lists beside each other: the pairs of entries that belong together, and the entries that stand alone."""

    earlier: ComparedList
    later: ComparedList
    changes: tuple[ListChange, ...]

    @property
    def of_earlier(self) -> Mapping[Fate, int]:
        """The entries of the earlier list by what became of them; they add up to all."""
        return self._counts({change.earlier.slug: change.fate for change in reversed(self.changes) if change.earlier})

    @property
    def of_later(self) -> Mapping[Fate, int]:
        """The entries of the later list by where they come from; they add up to all."""
        return self._counts({change.later.slug: change.fate for change in reversed(self.changes) if change.later})

    @staticmethod
    def _counts(fates: Mapping[str, Fate]) -> Mapping[Fate, int]:
        counted = Counter(fates.values())
        return {fate: counted[fate] for fate in Fate if counted[fate]}
