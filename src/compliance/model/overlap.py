"""Systems beside the platforms of an official list: which of them seem to do the same, and what is to be done."""

from collections.abc import Sequence
from enum import StrEnum

from compliance.model.dataclass import dataclass
from compliance.model.list_comparison import ComparedList, ListEntry
from compliance.model.location import Location
from compliance.model.text import Message


class Advice(StrEnum):
    """What is to be done about a system that seems to do what a listed platform is there for.

    `IS_LISTED`: it seems to be the listed platform itself. `ASK`: whether the listed platform serves the need. `OWN`:
    every ministry and province keeps such a system for itself; that is no overlap.
    """

    IS_LISTED = "is-listed"
    ASK = "ask"
    OWN = "own"


@dataclass(frozen=True, slots=True)
class System:
    """A system as its table or record has it; `field` is as written.

    `slug` is that of its record, None in a table; `further_names` are those by which a record says it is known too.
    """

    name: str
    owner: str | None
    purpose: str | None
    at: Location
    field: str | None = None
    slug: str | None = None
    further_names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Overlap:
    """A listed platform that a system is like: from 0 to 1, by `words` that both say or mean.

    `deadline` is the year or span of years that is known for the listed one, None if none is.
    """

    listed: ListEntry
    score: float
    words: tuple[str, ...]
    advice: Advice
    deadline: str | None = None


@dataclass(frozen=True, slots=True)
class ComparedSystem:
    """A system and the listed platforms that it is like, the likest first; none where nothing alike was found."""

    system: System
    overlaps: tuple[Overlap, ...]

    @property
    def is_like_one(self) -> bool:
        """Whether it is worth a question."""
        return any(each.advice is not Advice.OWN for each in self.overlaps)


@dataclass(frozen=True, slots=True)
class Overlaps:
    """Systems beside the platforms of a list. `unread` says of what could not be read where it is, and why.

    `least` is the score from which a likeness is told.
    """

    list: ComparedList
    least: float
    systems: tuple[ComparedSystem, ...]
    unread: tuple[tuple[Location, Message], ...] = ()

    @property
    def alike(self) -> Sequence[ComparedSystem]:
        """The systems that are worth a question, in the order in which they were given."""
        return [each for each in self.systems if each.is_like_one]
