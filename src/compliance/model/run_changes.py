"""What changed between two runs: findings and stages of platforms, told apart from changes of the law.

A finding that is not found again is mended only if its rule looked at everything and kept silent.
"""

from collections.abc import Collection, Iterator
from datetime import date
from enum import StrEnum

from compliance.model.dataclass import dataclass, replace
from compliance.model.grades import Severity
from compliance.model.kept_run import KeptRun
from compliance.model.ladder import Rung
from compliance.model.standing import StageState, Standing
from compliance.model.verdict import Finding


class FindingChange(StrEnum):
    """What became of a finding since a run.

    `BACK` was mended in that run, and found in one before it. `DROPPED` is of a rule that no longer applies or is no
    longer run, `UNSEEN` of one that could not look at all of it this time: whether it is mended nobody knows.
    """

    NEW = "new"
    BACK = "back"
    KNOWN = "known"
    MENDED = "mended"
    DROPPED = "dropped"
    UNSEEN = "unseen"


class Cause(StrEnum):
    """Where a change comes from: the platform, or what it was judged by (catalogue, day, profile, rules).

    It is undecided where the law changed and the earlier evidence could not be judged by the later law.
    """

    PLATFORM = "platform"
    LAW = "law"
    UNDECIDED = "undecided"


@dataclass(frozen=True, slots=True)
class ChangedFinding:
    """One finding then and now: as it is now, or as it was where it is there no more.

    `was` is its weight in the earlier run, None if it was not found then or had none. `is_first_look` says of a new
    one that its rule could not look at all of it in the earlier run, so that it may be older. The `cause` of a known
    one is that of its weight.
    """

    change: FindingChange
    cause: Cause
    subject: str
    rule: str
    finding: Finding
    was: Severity | None = None
    is_first_look: bool = False

    @property
    def severity(self) -> Severity | None:
        """The weight now; of what is there no more the weight that it had."""
        return self.finding.severity

    @property
    def is_weighed_otherwise(self) -> bool:
        """Whether it is there then and now, with another weight."""
        return self.change is FindingChange.KNOWN and self.was is not self.severity

    @property
    def is_unchanged(self) -> bool:
        """Whether it is there then and now, with the same weight."""
        return self.change is FindingChange.KNOWN and self.was is self.severity


@dataclass(frozen=True, slots=True)
class Move:
    """A platform whose stage or connection is another than it was; a stage is None where it was not decided.

    `reason` is what is known now of the lowest stage that was lost: broken, seen no more, or evidence that grew old.
    """

    subject: str
    was: Rung | None
    now: Rung | None
    connection_was: Standing
    connection_now: Standing
    cause: Cause
    reason: StageState | None = None

    @property
    def steps(self) -> int:
        """The number of stages that it rose, negative if it fell; 0 where one of the two was not decided."""
        if self.was is None or self.now is None:
            return 0
        return self.now.rank - self.was.rank


@dataclass(frozen=True, slots=True)
class JudgedBy:
    """By what a run was judged."""

    catalogue_version: str
    catalogue_sha256: str
    as_of: date
    profile: str
    tool_version: str


@dataclass(frozen=True, slots=True)
class LawChange:
    """What is different about the law of two runs: requirements and rules by id.

    `is_told_apart` says that the earlier evidence was judged by the later law, so that each change has its cause.
    """

    before: JudgedBy
    after: JudgedBy
    requirements_added: tuple[str, ...] = ()
    requirements_removed: tuple[str, ...] = ()
    rules_added: tuple[str, ...] = ()
    rules_removed: tuple[str, ...] = ()
    is_told_apart: bool = False


@dataclass(frozen=True, slots=True)
class RunChanges:
    """What changed since a run. `findings` are those of platforms that both runs looked at, the known ones too.

    `added` and `left_out` are the platforms that only the later or only the earlier run looked at, by id. `law` is None
    where both runs were judged alike.
    """

    since: KeptRun
    moves: tuple[Move, ...] = ()
    findings: tuple[ChangedFinding, ...] = ()
    added: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    law: LawChange | None = None

    @property
    def risen(self) -> tuple[Move, ...]:
        """The platforms on a higher stage than then, the most steps first."""
        return tuple(sorted((move for move in self.moves if move.steps > 0), key=lambda move: -move.steps))

    @property
    def fallen(self) -> tuple[Move, ...]:
        """The platforms on a lower stage than then, the most steps first."""
        return tuple(sorted((move for move in self.moves if move.steps < 0), key=lambda move: move.steps))

    @property
    def newly_exchanging(self) -> tuple[Move, ...]:
        """The platforms that exchange data now and did not then, by evidence."""
        moves = self.moves
        return tuple(m for m in moves if m.connection_now.is_exchanging and not m.connection_was.is_exchanging)

    @property
    def no_longer_exchanging(self) -> tuple[Move, ...]:
        """The platforms of which an exchange was evidenced then and is not now."""
        moves = self.moves
        return tuple(m for m in moves if m.connection_was.is_exchanging and not m.connection_now.is_exchanging)

    def of(self, *changes: FindingChange, cause: Cause | None = None) -> Iterator[ChangedFinding]:
        """Yield the findings with one of these changes, of one cause if it is given."""
        return (each for each in self.findings if each.change in changes and cause in {None, each.cause})

    def at(self, subjects: Collection[str]) -> "RunChanges":
        """Return the changes at some platforms or documents, by id."""
        return RunChanges(
            self.since,
            tuple(move for move in self.moves if move.subject in subjects),
            tuple(each for each in self.findings if each.subject in subjects),
            tuple(each for each in self.added if each in subjects),
            tuple(each for each in self.left_out if each in subjects),
            self.law,
        )

    @property
    def weighed_otherwise(self) -> Iterator[ChangedFinding]:
        """The findings that were there then and are there now with another weight."""
        return (each for each in self.findings if each.is_weighed_otherwise)

    @property
    def is_empty(self) -> bool:
        """Whether nothing at all changed."""
        is_same = all(each.is_unchanged for each in self.findings)
        return is_same and not (self.moves or self.added or self.left_out or self.law)

    @property
    def without_unchanged(self) -> "RunChanges":
        """The same without the findings that are there as they were, which on many platforms are most of them."""
        return replace(self, findings=tuple(each for each in self.findings if not each.is_unchanged))
