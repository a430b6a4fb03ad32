"""What came of comparing two documents: every change with its lines in both, and what could not be compared."""

from collections.abc import Iterator
from datetime import date

from compliance.model.changes.change import Level, Part
from compliance.model.dataclass import dataclass
from compliance.model.location import Location
from compliance.model.text import Message
from compliance.model.verdict import JudgedFile


@dataclass(frozen=True, slots=True)
class ComparedDocument:
    """One of the two: its address, what it says of itself, and its files; None and none for what could not be read."""

    uri: str
    title: str | None
    version: str | None
    specification: str | None
    sources: tuple[JudgedFile, ...]
    is_read: bool


@dataclass(frozen=True, slots=True)
class ComparedChange:
    """One change. `operations` are those that were seen to have it; of a schema that many use, the first.

    `older` and `newer` are where it stands, or the nearest thing where it is missing. The fingerprint stays when lines
    move.
    """

    kind: str
    level: Level
    part: Part
    operations: tuple[str, ...]
    name: str
    message: Message
    older: Location
    newer: Location
    fingerprint: str

    @property
    def location(self) -> Location:
        return self.newer


@dataclass(frozen=True, slots=True)
class NotCompared:
    """Something of which it cannot be told whether it changed, and where.

    `kinds` are the kinds of change that it may hide.
    """

    location: Location
    reason: Message
    kinds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    """All that changed for programs that were written against the older document.

    `not_compared` may hide a change that breaks them; `notices` are faults of the documents that hide none.
    """

    tool_version: str
    as_of: date
    older: ComparedDocument
    newer: ComparedDocument
    changes: tuple[ComparedChange, ...]
    not_compared: tuple[NotCompared, ...] = ()
    notices: tuple[NotCompared, ...] = ()

    def of(self, level: Level) -> Iterator[ComparedChange]:
        """Yield the changes of one level."""
        return (change for change in self.changes if change.level is level)

    def count(self, level: Level) -> int:
        """Return how many changes are of a level."""
        return sum(1 for _ in self.of(level))

    @property
    def is_breaking(self) -> bool:
        """Whether any change breaks programs."""
        return any(change.level is Level.BREAKING for change in self.changes)
