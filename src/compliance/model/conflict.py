"""Questions that several sources answer, and the platforms on which they disagree."""

from enum import StrEnum

from compliance.model.dataclass import dataclass
from compliance.model.text import Text


class Source(StrEnum):
    """Who answers: the record, a document, our own look at the platform, or one through the hub."""

    RECORD = "record"
    DOCUMENT = "document"
    LOOK = "look"
    HUB = "hub"


@dataclass(frozen=True, slots=True)
class Question:
    """A question with the rules by which each source answers it; `comparing` hold two sources against one another."""

    code: str
    name: Text
    record: tuple[str, ...] = ()
    document: tuple[str, ...] = ()
    look: tuple[str, ...] = ()
    hub: tuple[str, ...] = ()
    comparing: tuple[str, ...] = ()

    def of(self, source: Source) -> tuple[str, ...]:
        """Return the rules by which a source answers."""
        return {
            Source.RECORD: self.record,
            Source.DOCUMENT: self.document,
            Source.LOOK: self.look,
            Source.HUB: self.hub,
        }[source]


@dataclass(frozen=True, slots=True)
class Side:
    """What one source says: the rule, and whether it is kept. `source` is None for a rule that itself compares two."""

    source: Source | None
    rule: str
    is_kept: bool


@dataclass(frozen=True, slots=True)
class Conflict:
    """A question on which the sources of one platform disagree, with what each says."""

    question: Question
    sides: tuple[Side, ...]

    @property
    def broken(self) -> frozenset[str]:
        """The rules that are broken in it."""
        return frozenset(side.rule for side in self.sides if not side.is_kept)
