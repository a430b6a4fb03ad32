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
        return _RUNGS.index(self)


_RUNGS = tuple(Rung)  # listed once, because pages on many platforms ask a hundred thousand times


class EvidenceClass(StrEnum):
    """How much evidence proves, the least first.

    The word of the record, an issued document, a third party's list or log, our own look, a look with both logs.
    """

    CLAIMED = "claimed"
    DOCUMENTED = "documented"
    THIRD_PARTY = "third-party"
    OBSERVED = "observed"
    BOTH_SIDES = "both-sides"


class Sight(StrEnum):
    """What shows a stage beside rules: a success in the log of a hub, or a call that was refused for want of rights."""

    LOG = "log"
    REFUSAL = "refusal"


@dataclass(frozen=True, slots=True)
class Alternative:
    """What stands in for the rules of a stage that could not be looked at, and where that is so.

    `rules` are others that hold instead. With `sight` it is enough that none of them is breached, where that was seen.
    """

    where: Text
    rules: tuple[str, ...]
    sight: Sight | None = None


@dataclass(frozen=True, slots=True)
class Stage:
    """A rung with what it says, the rules it needs by id, and the evidence behind it.

    `by_word` are those of its rules that may be met on nothing but the word of the record. `fresh_days` is how long
    evidence counts, None until the next change. `basis` is the class of evidence that its rules are. `is_passable` says
    that a stage above holds where this one was not seen: what a third party shows of an exchange needs no look of our
    own below it.
    """

    rung: Rung
    name: Text
    says: Text
    rules: tuple[str, ...]
    alternatives: tuple[Alternative, ...] = ()
    evidence: Text | None = None
    fresh_days: int | None = None
    by_word: tuple[str, ...] = ()
    basis: EvidenceClass | None = None
    is_passable: bool = False
