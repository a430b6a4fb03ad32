"""The shapes of runs, and of what is counted over one."""

from compliance.model.dataclass import dataclass
from compliance.model.kept_run import RunState
from compliance.model.ladder import Rung
from compliance.model.language import Language
from compliance.model.standing import Standing
from compliance.report.formats.json.v1 import Summary
from compliance.report.formats.json.v1_changes import Changes
from compliance.report.kept_runs.json.v1 import Run


@dataclass(slots=True, eq=False, repr=False)
class Runs:
    """Runs, the last one first."""

    items: tuple[Run, ...]
    total: int
    next: str | None


@dataclass(slots=True, eq=False, repr=False)
class Progress:
    """How far a run came, in platforms."""

    run: int
    state: RunState
    platforms: int
    planned: int
    looked_at: int
    judged: int


@dataclass(slots=True, eq=False, repr=False)
class StageCounts:
    """Platforms by what is known of one stage; the four add up to all but the intermediaries."""

    rung: Rung
    evidenced: int
    claimed: int
    undecided: int
    neither: int


@dataclass(slots=True, eq=False, repr=False)
class Overview:
    """A run in numbers."""

    run: int
    language: Language
    simulated: bool
    as_of: str
    profile: str
    notices: tuple[str, ...]
    summary: Summary
    stages: tuple[StageCounts, ...]


@dataclass(slots=True, eq=False, repr=False)
class OnRung:
    """How many platforms stand on a stage; that of some may not be decided."""

    rung: Rung | None
    platforms: int


@dataclass(slots=True, eq=False, repr=False)
class ConnectedPlatforms:
    """How many platforms are connected in one way."""

    standing: Standing
    platforms: int


@dataclass(slots=True, eq=False, repr=False)
class Weights:
    """Findings by weight, without those that are waived."""

    fail: int
    to_confirm: int
    warn: int
    advice: int


@dataclass(slots=True, eq=False, repr=False)
class RunInNumbers:
    """One run of a series in numbers."""

    run: int
    day: str
    platforms: int
    reached: tuple[OnRung, ...]
    standings: tuple[ConnectedPlatforms, ...]
    findings: Weights


@dataclass(slots=True, eq=False, repr=False)
class Trend:
    """The runs of one series, the last one first."""

    items: tuple[RunInNumbers, ...]
    total: int
    next: str | None


@dataclass(slots=True, eq=False, repr=False)
class Comparison:
    """A run against an earlier one."""

    run: int
    language: Language
    changes: Changes
