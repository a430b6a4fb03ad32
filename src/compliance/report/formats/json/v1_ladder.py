"""The shape of the stages of connection in the JSON report; `v1` has the rest of it."""

from compliance.model.dataclass import dataclass
from compliance.model.grades import Basis
from compliance.model.ladder import Connection, Rung, Standing


@dataclass(slots=True, eq=False, repr=False)
class Stage:
    """One stage by itself. The rules by id: those that hold it, are broken, were not observed, or are not there yet."""

    stage: Rung
    standing: Standing
    basis: Basis | None
    held_by: tuple[str, ...]
    refuted_by: tuple[str, ...]
    unseen: tuple[str, ...]
    lacking: tuple[str, ...]


@dataclass(slots=True, eq=False, repr=False)
class Ladder:
    """How far a platform has come: the rung that evidence supports, beside the one its record claims.

    `undecided` are the rules that some stage needs and this version does not have. `connection` is one of the six
    answers that the summary counts, `contradicted` tells that what was seen speaks against the claim.
    """

    rung: str | None
    claimed: str | None
    evidence: tuple[str, ...]
    undecided: tuple[str, ...]
    stages: tuple[Stage, ...]
    connection: Connection
    contradicted: bool


@dataclass(slots=True, eq=False, repr=False)
class StageCount:
    """Platforms on one stage by itself; the four numbers add up to all."""

    stage: Rung
    evidenced: int
    undecided: int
    claimed: int
    neither: int


@dataclass(slots=True, eq=False, repr=False)
class Stages:
    """How far platforms have come. The six connections add up to them, `contradicted` stands beside the sum."""

    platforms: int
    connections: dict[str, int]
    contradicted: int
    stages: tuple[StageCount, ...]
    lacking: tuple[str, ...]
