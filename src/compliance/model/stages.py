"""How many platforms stand where: on each stage, and connected or not. No words."""

from collections import Counter
from collections.abc import Iterable, Sequence

from compliance.model.dataclass import dataclass
from compliance.model.ladder import Rung
from compliance.model.standing import Listed, StageState, Standing
from compliance.model.verdict import Ladder, SubjectReport


@dataclass(frozen=True, slots=True)
class StageCounts:
    """Platforms by what is known of one stage; the four add up to all. `lacking` are rules that this version lacks.

    What is claimed counts as claimed only, even where no version could decide it yet.
    """

    rung: Rung
    evidenced: int
    claimed: int
    undecided: int
    neither: int
    lacking: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ConnectionCounts:
    """Platforms by where they stand, which add up to all but the intermediaries that they connect through.

    Beside the sum are those whose sources disagree, and those that only an earlier list has: `continued` are the ones
    of these of which a later list probably has the same platform under another name.
    """

    by_standing: dict[Standing, int]
    conflicts: int
    earlier: int
    continued: int

    @property
    def told(self) -> list[tuple[Standing, int]]:
        """The counts that a sentence tells: all that are not 0, and how many exchange data."""
        return [
            (standing, count)
            for standing, count in self.by_standing.items()
            if standing is not Standing.INTERMEDIARY and (count or standing is Standing.EXCHANGING)
        ]

    @property
    def platforms(self) -> int:
        """The number of all but intermediaries."""
        return sum(self.by_standing.values()) - self.intermediaries

    @property
    def intermediaries(self) -> int:
        """The number of those that others connect through."""
        return self.by_standing[Standing.INTERMEDIARY]


def standing_of(ladder: Ladder) -> Standing:
    """Return the class by which a platform is counted; unknown without a record."""
    return ladder.connected.standing if ladder.connected else Standing.UNKNOWN


def counted_platforms(platforms: Sequence[SubjectReport]) -> Sequence[SubjectReport]:
    """Return the platforms of which is asked whether they are connected: no intermediaries, unless all are such."""
    others = [each for each in platforms if standing_of(each.ladder) is not Standing.INTERMEDIARY]
    return others or platforms


def intermediaries(platforms: Sequence[SubjectReport]) -> Sequence[SubjectReport]:
    """Return those that the counted ones connect through."""
    counted = {each.id for each in counted_platforms(platforms)}
    return [each for each in platforms if each.id not in counted]


def stage_counts(platforms: Sequence[SubjectReport]) -> list[StageCounts]:
    """Count platforms on every stage that was judged, the highest first."""
    ladders = [platform.ladder for platform in counted_platforms(platforms)]
    judged = {stage.rung for ladder in ladders for stage in ladder.stages}
    return [_counts(rung, ladders) for rung in reversed(Rung) if rung in judged]


def connection_counts(platforms: Iterable[SubjectReport]) -> ConnectionCounts:
    """Count platforms by where they stand; one without a record is unknown."""
    ladders = [platform.ladder for platform in platforms]
    found, listed = Counter(map(standing_of, ladders)), Counter(ladder.listed for ladder in ladders)
    return ConnectionCounts(
        by_standing={standing: found[standing] for standing in Standing},
        conflicts=sum(ladder.is_in_conflict for ladder in ladders),
        earlier=listed[Listed.EARLIER] + listed[Listed.CONTINUED],
        continued=listed[Listed.CONTINUED],
    )


def _counts(rung: Rung, ladders: Sequence[Ladder]) -> StageCounts:
    found = Counter(_known_of(rung, ladder) for ladder in ladders)
    lacking = (stage.lacking for ladder in ladders for stage in ladder.stages if stage.rung is rung)
    return StageCounts(
        rung=rung,
        evidenced=found["evidenced"],
        claimed=found["claimed"],
        undecided=found["undecided"],
        neither=found["neither"],
        lacking=tuple(dict.fromkeys(rule for rules in lacking for rule in rules)),
    )


def _known_of(rung: Rung, ladder: Ladder) -> str:
    state = ladder.state_of(rung)
    if state is StageState.EVIDENCED:
        return "evidenced"
    if ladder.claimed is not None and ladder.claimed.rank >= rung.rank:
        return "claimed"
    return "undecided" if state is StageState.UNDECIDED else "neither"
