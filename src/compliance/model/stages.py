"""How far the platforms of a report have come, in numbers: connections and stages, counted once for every format."""

from collections import Counter
from collections.abc import Iterable, Mapping
from enum import StrEnum

from compliance.model.dataclass import dataclass
from compliance.model.dossier import Kind
from compliance.model.ladder import Connection, Rung, Standing
from compliance.model.verdict import Ladder, StageVerdict, SubjectReport


@dataclass(frozen=True, slots=True)
class ConnectionCount:
    """How many platforms are connected in one way."""

    connection: Connection
    platforms: int


@dataclass(frozen=True, slots=True)
class StageCount:
    """Platforms on one stage by itself; the four numbers add up to all.

    `undecided` lack nothing but rules of this version, `claimed` are claimed without evidence, `neither` the rest.
    """

    rung: Rung
    evidenced: int
    undecided: int
    claimed: int
    neither: int


@dataclass(frozen=True, slots=True)
class StageSummary:
    """The connections of all platforms, which add up to them, and their stages from the highest.

    `contradicted` counts, beside the sum, the platforms where what was seen speaks against the claim. `lacking` are the
    rules, by id, that some stage needs and this version does not have.
    """

    platforms: int
    connections: tuple[ConnectionCount, ...]
    contradicted: int
    stages: tuple[StageCount, ...]
    lacking: tuple[str, ...]

    @property
    def undecided(self) -> tuple[Rung, ...]:
        """The stages that this version cannot decide for some platform, from the lowest."""
        return tuple(count.rung for count in reversed(self.stages) if count.undecided)

    def of(self, connection: Connection) -> int:
        """Return how many platforms are connected in that way."""
        return sum(count.platforms for count in self.connections if count.connection is connection)


class Place(StrEnum):
    """Where a platform stands on one stage, with its claim: one of four that exclude each other."""

    EVIDENCED = "evidenced"
    UNDECIDED = "undecided"
    CLAIMED = "claimed"
    NEITHER = "neither"


def place(ladder: Ladder, stage: StageVerdict) -> Place:
    """Return where a platform stands on one of its stages."""
    if stage.standing is Standing.EVIDENCED:
        return Place.EVIDENCED
    if stage.standing is Standing.UNDECIDED:
        return Place.UNDECIDED
    is_claimed = ladder.claimed is not None and ladder.claimed.rank >= stage.rung.rank
    return Place.CLAIMED if is_claimed else Place.NEITHER


def stage_summary(subjects: Iterable[SubjectReport]) -> StageSummary:
    """Count connections and stages over the platforms among some subjects."""
    ladders = [subject.ladder for subject in subjects if subject.kind is Kind.PLATFORM]
    found = Counter(ladder.connection for ladder in ladders)
    places = Counter((stage.rung, place(ladder, stage)) for ladder in ladders for stage in ladder.stages)
    return StageSummary(
        platforms=len(ladders),
        connections=tuple(ConnectionCount(each, found[each]) for each in Connection),
        contradicted=sum(ladder.is_contradicted for ladder in ladders),
        stages=tuple(_counted(rung, places, len(ladders)) for rung in reversed(Rung) if rung is not Rung.NONE),
        lacking=tuple(sorted({rule for ladder in ladders for rule in ladder.undecided})),
    )


def _counted(rung: Rung, places: Mapping[tuple[Rung, Place], int], platforms: int) -> StageCount:
    """Count one stage; a platform whose record could not be read has no stages and is on none."""
    evidenced, undecided, claimed = (places[rung, each] for each in (Place.EVIDENCED, Place.UNDECIDED, Place.CLAIMED))
    return StageCount(rung, evidenced, undecided, claimed, platforms - evidenced - undecided - claimed)
