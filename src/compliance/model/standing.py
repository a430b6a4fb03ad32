"""Where a platform stands: on each stage of the ladder, and connected or not."""

from datetime import date
from enum import StrEnum

from compliance.model.dataclass import dataclass
from compliance.model.ladder import EvidenceClass, Rung
from compliance.model.text import Message


class StageState(StrEnum):
    """What the rules of a stage show.

    Evidence, evidence that is too old to count, a breach, nothing seen, or that this version lacks some of them.
    """

    EVIDENCED = "evidenced"
    OLD = "old"
    BROKEN = "broken"
    UNSEEN = "unseen"
    UNDECIDED = "undecided"


class Standing(StrEnum):
    """Where a platform stands, by its best evidence, the best first; each counts once.

    An exchange is unnamed where nobody said which channel the hub is. An intermediary is what others connect through;
    it is not one of those that are counted.
    """

    EXCHANGING = "exchanging"
    EXCHANGING_ELSEWHERE = "exchanging_elsewhere"
    EXCHANGING_UNNAMED = "exchanging_unnamed"
    ANSWERED = "answered"
    REGISTERED = "registered"
    CLAIMED = "claimed"
    NOT_IN_USE = "not_in_use"
    UNKNOWN = "unknown"
    INTERMEDIARY = "intermediary"

    @property
    def is_exchanging(self) -> bool:
        """Whether an exchange is evidenced."""
        return self in {Standing.EXCHANGING, Standing.EXCHANGING_ELSEWHERE, Standing.EXCHANGING_UNNAMED}


class Listed(StrEnum):
    """On which official list a platform stands: the last one, only an earlier one, or none that is held.

    Of a platform on an earlier list only, one on a later list may be known that probably is the same.
    """

    LAST = "last"
    CONTINUED = "continued"
    EARLIER = "earlier"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class StageReport:
    """One stage by itself. `lacking` are the rules that this version lacks to decide it.

    `basis` is the class of the evidence and `seen_on` its last day, where there is evidence, also where it is old;
    `counts_until` is the last day on which it counts, None where it has no end or its day is not known.
    """

    rung: Rung
    state: StageState
    lacking: tuple[str, ...] = ()
    basis: EvidenceClass | None = None
    seen_on: date | None = None
    counts_until: date | None = None


@dataclass(frozen=True, slots=True)
class Connected:
    """What is known of the connection: a class to count by, a sentence, and whether two sources disagree."""

    standing: Standing
    sentence: Message
    is_conflict: bool = False
