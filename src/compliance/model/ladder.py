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


class Standing(StrEnum):
    """Where a platform stands on one stage, looked at by itself.

    `DECLARED` holds by the word of the record alone, `UNDECIDED` lacks nothing but rules that this version does not
    have, `UNSEEN` is held up by something nobody looked at, `REFUTED` by a rule that is broken.
    """

    EVIDENCED = "evidenced"
    DECLARED = "declared"
    UNDECIDED = "undecided"
    UNSEEN = "unseen"
    REFUTED = "refuted"


class Connection(StrEnum):
    """Whether a platform exchanges data, by the best evidence there is; each platform is in one of the six.

    `NATIONAL` and `OTHER` exchange by evidence, over the platform NDXP or another channel. `DOCUMENTED` is documented,
    registered or has answered, without an exchange seen. `NOT_IN_USE` is what the owner says.
    """

    NATIONAL = "national"
    OTHER = "other"
    DOCUMENTED = "documented"
    CLAIMED = "claimed"
    NOT_IN_USE = "not_in_use"
    UNKNOWN = "unknown"

    @property
    def is_exchanging(self) -> bool:
        """Whether an exchange is evidenced."""
        return self in {Connection.NATIONAL, Connection.OTHER}


@dataclass(frozen=True, slots=True)
class Alternative:
    """Rules that stand in for those of a stage that could not be looked at, and where that is so."""

    where: Text
    rules: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Stage:
    """A rung with what it says, the rules it needs by id, and the evidence behind it.

    `fresh_days` is how long evidence counts, None until the next change. `signs` are rules that show a part of the
    stage where one of them is met, and contradict a claim of it where one is broken.
    """

    rung: Rung
    name: Text
    says: Text
    rules: tuple[str, ...]
    alternatives: tuple[Alternative, ...] = ()
    evidence: Text | None = None
    fresh_days: int | None = None
    signs: tuple[str, ...] = ()
