"""The report on all that was judged."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, Generic, TypeVar, overload

from compliance.model.dataclass import dataclass
from compliance.model.grades import Outcome, Severity, State
from compliance.model.location import Location
from compliance.model.text import Message
from compliance.model.verdict import Finding, RequirementState, SubjectReport

if TYPE_CHECKING:  # because few runs are kept, nothing is due on most documents, and a quiet one counts nothing
    from compliance.model.due import DueItem
    from compliance.model.kept_run import KeptRun
    from compliance.model.run_changes import RunChanges
    from compliance.model.summary import Summary

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class ReportedFinding:
    """A finding with the rule that made it and the platform or document that it is about."""

    rule: str
    subject: str
    finding: Finding

    @property
    def severity(self) -> Severity | None:
        return self.finding.severity

    @property
    def message(self) -> Message:
        return self.finding.message

    @property
    def location(self) -> Location:
        return self.finding.location


class LateRow(Sequence[T], Generic[T]):
    """A row that is made when somebody first looks into it; it equals every other row of the same things."""

    __slots__ = ("_make", "_row")

    def __init__(self, make: Callable[[], Sequence[T]]) -> None:
        self._make: Callable[[], Sequence[T]] | None = make
        self._row: tuple[T, ...] = ()

    def _made(self) -> tuple[T, ...]:
        if self._make is not None:
            self._row = tuple(self._make())
            self._make = None
        return self._row

    @overload
    def __getitem__(self, place: int, /) -> T: ...
    @overload
    def __getitem__(self, place: slice, /) -> tuple[T, ...]: ...
    def __getitem__(self, place: int | slice, /) -> T | tuple[T, ...]:
        return self._made()[place]

    def __len__(self) -> int:
        return len(self._made())

    def __iter__(self) -> Iterator[T]:
        return iter(self._made())

    def __eq__(self, other: object) -> bool:
        return self._made() == tuple(other) if isinstance(other, tuple | LateRow) else NotImplemented

    def __hash__(self) -> int:
        return hash(self._made())

    def __repr__(self) -> str:
        return repr(self._made())

    def __reduce__(self) -> tuple[Any, ...]:
        return tuple, (self._made(),)


@dataclass(frozen=True, slots=True)
class Report:
    """Everything a reporter needs; the JSON report is this, field by field.

    `run` is the run in a history that it is of, `changes` are those since an earlier run; None where there is none.
    `due` is what is due within a year, what has passed first, then the nearest.
    """

    tool_version: str
    catalogue_version: str
    catalogue_sha256: str
    as_of: date
    profile: str
    is_simulated: bool
    subjects: tuple[SubjectReport, ...]
    requirements: Sequence[RequirementState]
    notices: tuple[Message, ...] = ()
    run: "KeptRun | None" = None
    changes: "RunChanges | None" = None
    due: "tuple[DueItem, ...]" = ()

    def verdicts(self, outcome: Outcome) -> int:
        """Return how many verdicts of that outcome stand in the report."""
        return sum(subject.count(outcome) for subject in self.subjects)

    def breached(self, severity: Severity) -> int:
        """Return how often a rule is broken at that severity; where a confirmation is waited for too."""
        return sum(subject.breaches(severity) for subject in self.subjects)

    def states(self, state: State) -> int:
        """Return how many requirements are in that state."""
        return sum(requirement.state is state for requirement in self.requirements)

    @property
    def could_not_be_judged(self) -> int:
        """The number of verdicts that a crash, an unreadable document or an unreachable target prevented."""
        return sum(subject.could_not_be_judged for subject in self.subjects)

    @property
    def summary(self) -> "Summary":
        """The counts of the report; as text the most that the report may claim."""
        from compliance.model.summary import summary_of  # noqa: PLC0415 - see above

        return summary_of(self.subjects, self.requirements)

    @property
    def findings(self) -> Iterator[ReportedFinding]:
        """All findings, subject by subject and rule by rule; those that are waived too."""
        for subject in self.subjects:
            for verdict in subject.verdicts:
                for finding in verdict.findings:
                    yield ReportedFinding(verdict.rule, subject.id, finding)
