"""What an edition of the catalogue changed, requirement by requirement."""

from enum import StrEnum

from compliance.model.dataclass import dataclass
from compliance.model.grades import Grade, Severity
from compliance.model.text import Text


class Change(StrEnum):
    """What happened to a requirement, in the order in which a reader wants to know."""

    CHANGED = "changed"
    SPLIT = "split"
    REMOVED = "removed"
    ADDED = "added"

    @property
    def rank(self) -> int:
        """The position among changes: 0 for what readers have to look at first."""
        return tuple(Change).index(self)


class Aspect(StrEnum):
    """What of a requirement was changed."""

    GRADE = "grade"
    WEIGHT = "weight"
    SCOPE = "scope"
    WORDING = "wording"
    CHECK = "check"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class GradeChange:
    """How well the text was known before and after; None for a good practice, which has no text."""

    before: Grade | None
    after: Grade | None


@dataclass(frozen=True, slots=True)
class WeightChange:
    """What a conclusive breach weighed at most on the days of both editions; None if the text was not known."""

    before: Severity | None
    after: Severity | None


@dataclass(frozen=True, slots=True)
class RowChange:
    """A change of one requirement, and why. `into` are the ids that took its place where it was split."""

    id: str
    change: Change
    reason: Text
    aspects: tuple[Aspect, ...] = ()
    grade: GradeChange | None = None
    weight: WeightChange | None = None
    into: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class EditionHead:
    """An edition by the day its facts were checked, `2026.11.28`, and the edition before it."""

    version: str
    since: str


@dataclass(frozen=True, slots=True)
class Edition:
    """An edition of the catalogue and all that it changed."""

    edition: EditionHead
    rows: tuple[RowChange, ...]
