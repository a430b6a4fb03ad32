"""The stages of connection of a platform, as specs/ladder.yaml has them."""

from enum import StrEnum

from compliance.model.dataclass import dataclass
from compliance.model.text import Text


class Rung(StrEnum):
    """A stage, from the lowest to the highest. In files the names are lower case."""

    NONE = "none"
    LISTED = "listed"
    DESCRIBED = "described"
    REACHABLE = "reachable"
    CONFORMANT = "conformant"
    EXCHANGING = "exchanging"

    @property
    def rank(self) -> int:
        """The position on the ladder: 0 for none, 5 for exchanging."""
        return tuple(Rung).index(self)


@dataclass(frozen=True, slots=True)
class Alternative:
    """Rules that stand in for those of a stage that could not be looked at, and where that is so."""

    where: Text
    rules: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Stage:
    """A rung with what it says, the rules it needs by id, and the evidence behind it.

    `by_word` are those of its rules that may be met on nothing but the word of the record. `fresh_days` is how long
    evidence counts, None until the next change.
    """

    rung: Rung
    name: Text
    says: Text
    rules: tuple[str, ...]
    alternatives: tuple[Alternative, ...] = ()
    evidence: Text | None = None
    fresh_days: int | None = None
    by_word: tuple[str, ...] = ()
