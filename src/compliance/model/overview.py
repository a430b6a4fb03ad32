"""Counts of kept runs: where platforms stood and what was found at them."""

from collections.abc import Mapping
from datetime import date
from typing import TypeVar

from compliance.model.dataclass import dataclass, field
from compliance.model.grades import Severity

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class PlatformCounts:
    """One platform in one run: the number of its stage, None if it was not decided, and its findings by weight."""

    slug: str
    stage: int | None
    claimed: int | None
    standing: str
    failing: int
    to_confirm: int
    warnings: int
    advice: int
    not_observed: int
    errors: int


@dataclass(frozen=True, slots=True)
class RunDay:
    """A run by its number, and the day on which it began in Viet Nam."""

    number: int
    day: date


@dataclass(frozen=True, slots=True)
class PlatformStay:
    """Where one platform stood in one run, and what was found at it."""

    run: RunDay
    counts: PlatformCounts


@dataclass(frozen=True, slots=True)
class KeptFinding:
    """A finding at a platform in a run. `since` is the first run since which it has been found without a break.

    Only complete runs of the same series count, which have the same label and are simulated or real as the run is; one
    that did not look at the platform breaks nothing. `severity` is None if it had none.
    """

    slug: str
    rule: str
    fingerprint: str
    severity: Severity | None
    is_waived: bool
    since: RunDay


@dataclass(frozen=True, slots=True)
class RunProgress:
    """How far a run came, in platforms: still to be looked at, looked at and not judged yet, judged."""

    planned: int
    looked_at: int
    judged: int

    @property
    def platforms(self) -> int:
        """The number of all platforms of the run."""
        return self.planned + self.looked_at + self.judged


@dataclass(frozen=True, slots=True)
class RunCounts:
    """One run: platforms by the number of their stage and by their connection, and findings by weight."""

    number: int
    platforms: int = 0
    stages: dict[int | None, int] = field(default_factory=dict)
    standings: dict[str, int] = field(default_factory=dict)
    failing: int = 0
    to_confirm: int = 0
    warnings: int = 0
    advice: int = 0

    def __add__(self, other: "RunCounts") -> "RunCounts":
        """Return the counts of the platforms of both together, which are of one run."""
        return RunCounts(
            self.number,
            self.platforms + other.platforms,
            _sums(self.stages, other.stages),
            _sums(self.standings, other.standings),
            self.failing + other.failing,
            self.to_confirm + other.to_confirm,
            self.warnings + other.warnings,
            self.advice + other.advice,
        )


def _sums(one: Mapping[T, int], other: Mapping[T, int]) -> dict[T, int]:
    return {key: one.get(key, 0) + other.get(key, 0) for key in {**one, **other}}
