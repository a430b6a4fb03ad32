"""Numbers of a report: what was counted over requirements, owners and platforms. No words."""

from collections import Counter
from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import TYPE_CHECKING

from compliance.model.dataclass import dataclass
from compliance.model.dossier import Kind
from compliance.model.grades import Outcome, Severity, State
from compliance.model.requirement import OWN
from compliance.model.text import Message
from compliance.model.verdict import Ladder, RequirementState, SubjectReport, Verdict

if TYPE_CHECKING:
    from compliance.model.subject_counts import FindingCounts


class Condition(StrEnum):
    """Where one subject stands, the gravest that is true of it. None of them says that the law is fulfilled."""

    FAILING = "failing"
    TO_CONFIRM = "to_confirm"
    UNJUDGED = "unjudged"
    WARNED = "warned"
    ADVISED = "advised"
    UNWEIGHED = "unweighed"
    WAIVED = "waived"
    UNSEEN = "unseen"
    PARTLY_SEEN = "partly_seen"
    NO_BREACH = "no_breach"
    INAPPLICABLE = "inapplicable"


@dataclass(frozen=True, slots=True)
class Coverage:
    """Requirements by state. A machine can check those for which there is a rule."""

    met: int
    breached: int
    conflict: int
    not_observed: int
    waived: int
    not_applicable: int
    not_checkable: int
    no_breach_found: int = 0

    @property
    def unbroken(self) -> int:
        """The number of those that were looked at and in which no breach was found."""
        return self.met + self.no_breach_found

    @property
    def checkable(self) -> int:
        return self.unbroken + self.breached + self.conflict + self.not_observed + self.waived + self.not_applicable

    @property
    def claim(self) -> Message:
        """The most that a report may claim."""
        return Message.of(
            "No breach found in {unbroken} of the {checkable} requirements a machine can check; "
            "{not_observed} not observed.",
            unbroken=self.unbroken,
            checkable=self.checkable,
            not_observed=self.not_observed,
        )


@dataclass(frozen=True, slots=True)
class Counts:
    """Verdicts over some subjects.

    `fail` counts those that a person confirmed where that is needed, `to_confirm` those that wait for it. `met` are
    all, `declared` those of them that rest on nothing but the word of a record. `nothing_to_look_at` counts the
    subjects for which nothing was given that could be judged.
    """

    subjects: int
    fail: int
    warn: int
    advice: int
    met: int
    waived: int
    not_observed: int
    errors: int
    nothing_to_look_at: int = 0
    to_confirm: int = 0
    declared: int = 0


@dataclass(frozen=True, slots=True)
class Summary:
    """What was counted over a report: platforms and documents, rules that gave a verdict, verdicts, requirements."""

    platforms: int
    documents: int
    rules_run: int
    counts: Counts
    coverage: Coverage
    findings: "FindingCounts"

    def __str__(self) -> str:
        return str(self.coverage.claim)


def summary_of(subjects: Sequence[SubjectReport], requirements: Sequence[RequirementState]) -> Summary:
    """Count everything over a report."""
    from compliance.model.finding_counts import finding_counts  # noqa: PLC0415 - because a start counts nothing

    return Summary(
        platforms=len(of_kind(subjects, Kind.PLATFORM)),
        documents=len(of_kind(subjects, Kind.DOCUMENT)),
        rules_run=len(_rules_run(subjects)),
        counts=counts(subjects),
        coverage=coverage(requirements),
        findings=finding_counts(subjects),
    )


def _rules_run(subjects: Iterable[SubjectReport]) -> set[str]:
    """Return the rules that gave a verdict; briefs of many platforms have one list of them."""
    lists = {id(rules): rules for rules in (subject.rules for subject in subjects)}
    return {rule for rules in lists.values() for rule in rules}


def coverage(requirements: Sequence[RequirementState]) -> Coverage:
    """Count requirements by state; what an agency asks for itself is no law and stands in no count of it."""
    states = Counter(requirement.state for requirement in requirements if not requirement.id.startswith(OWN))
    return Coverage(
        met=states[State.MET],
        breached=states[State.BREACHED],
        conflict=states[State.CONFLICT],
        not_observed=states[State.NOT_OBSERVED],
        waived=states[State.WAIVED],
        not_applicable=states[State.NOT_APPLICABLE],
        not_checkable=states[State.NOT_CHECKABLE],
        no_breach_found=states[State.NO_BREACH_FOUND],
    )


def counts(subjects: Iterable[SubjectReport]) -> Counts:
    chosen = tuple(subjects)
    to_confirm = sum(subject.to_confirm for subject in chosen)
    return Counts(
        subjects=len(chosen),
        fail=sum(subject.breaches(Severity.FAIL) for subject in chosen) - to_confirm,
        warn=sum(subject.breaches(Severity.WARN) for subject in chosen),
        advice=sum(subject.breaches(Severity.ADVICE) for subject in chosen),
        met=sum(subject.count(Outcome.MET) for subject in chosen),
        waived=sum(subject.count(Outcome.WAIVED) for subject in chosen),
        not_observed=sum(subject.count(Outcome.NOT_OBSERVED) for subject in chosen),
        errors=sum(subject.count(Outcome.ERROR) for subject in chosen),
        nothing_to_look_at=sum(subject.had_nothing_to_look_at for subject in chosen),
        to_confirm=to_confirm,
        declared=sum(subject.met_by_word for subject in chosen),
    )


def of_kind(subjects: Iterable[SubjectReport], kind: Kind) -> tuple[SubjectReport, ...]:
    """Return the platforms alone, or the documents."""
    return tuple(subject for subject in subjects if subject.kind is kind)


def condition(subject: SubjectReport) -> Condition:
    counted = counts([subject])
    by_rulesets = subject.fails_without_law
    truths = (
        (Condition.FAILING, counted.fail - by_rulesets),
        (Condition.TO_CONFIRM, counted.to_confirm),
        (Condition.UNJUDGED, counted.errors or subject.could_not_be_judged),
        (Condition.WARNED, counted.warn + by_rulesets),
        (Condition.ADVISED, counted.advice),
        (Condition.UNWEIGHED, subject.count(Outcome.BREACHED)),
        (Condition.WAIVED, counted.waived),
        (Condition.PARTLY_SEEN, counted.met and counted.not_observed),
        (Condition.NO_BREACH, counted.met),
        (Condition.UNSEEN, counted.not_observed),
    )
    return next((name for name, is_true in truths if is_true), Condition.INAPPLICABLE)


def unevidenced_claims(subjects: Iterable[SubjectReport]) -> int:
    """Count the platforms that claim a higher rung than evidence supports; an undecided one is neither."""
    return sum(_claims_too_much(subject.ladder) for subject in of_kind(subjects, Kind.PLATFORM))


def _claims_too_much(ladder: Ladder) -> bool:
    from compliance.model.standing import StageState  # noqa: PLC0415 - because a start counts nothing

    claimed, rung = ladder.claimed, ladder.rung
    if claimed is None or rung is None or ladder.state_of(claimed) is StageState.UNDECIDED:
        return False
    return claimed.rank > rung.rank


def undecided_rungs(subjects: Iterable[SubjectReport]) -> int:
    """Count the platforms without a rung because this version lacks the rules; not those whose record did not load."""
    ladders = (subject.ladder for subject in of_kind(subjects, Kind.PLATFORM))
    return sum(ladder.rung is None and bool(ladder.undecided) for ladder in ladders)


def gravest_first(verdicts: Iterable[Verdict]) -> list[Verdict]:
    """Return breaches from fail to advice, then errors, then the rest; rules in order within each."""
    return sorted(verdicts, key=lambda verdict: (_gravity(verdict), verdict.rule))


def _gravity(verdict: Verdict) -> int:
    order = (Outcome.BREACHED, Outcome.ERROR, Outcome.WAIVED, Outcome.NOT_OBSERVED, Outcome.MET, Outcome.NOT_APPLICABLE)
    lightness = 3 if verdict.severity is None else Severity.FAIL.rank - verdict.severity.rank
    return 10 * order.index(verdict.outcome) + lightness
