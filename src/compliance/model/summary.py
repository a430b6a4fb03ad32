"""Numbers of a report: what was counted over requirements, owners and platforms. No words."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum

from compliance.model.dataclass import dataclass
from compliance.model.dossier import Kind
from compliance.model.grades import Outcome, Severity, State
from compliance.model.remedy import Remedy
from compliance.model.text import Message
from compliance.model.verdict import RequirementState, SubjectReport, Verdict


class Condition(StrEnum):
    """Where one subject stands, the gravest that is true of it. None of them says that the law is fulfilled."""

    FAILING = "failing"
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

    @property
    def checkable(self) -> int:
        return self.met + self.breached + self.conflict + self.not_observed + self.waived + self.not_applicable

    @property
    def claim(self) -> Message:
        """The most that a report may claim."""
        return Message.of(
            "No breach found in {met} of the {checkable} requirements a machine can check; "
            "{not_observed} not observed.",
            met=self.met,
            checkable=self.checkable,
            not_observed=self.not_observed,
        )


@dataclass(frozen=True, slots=True)
class Counts:
    """Verdicts over some subjects."""

    subjects: int
    fail: int
    warn: int
    advice: int
    met: int
    waived: int
    not_observed: int
    errors: int


@dataclass(frozen=True, slots=True)
class Summary:
    """What was counted over a report: platforms and documents, rules that gave a verdict, verdicts, requirements."""

    platforms: int
    documents: int
    rules_run: int
    counts: Counts
    coverage: Coverage

    def __str__(self) -> str:
        return str(self.coverage.claim)


@dataclass(frozen=True, slots=True)
class Unobserved:
    """One kind of reason for not having looked: an example and its place, how many alike, and what it left open."""

    example: Message
    place: str
    remedy: Remedy | None
    alike: int
    subjects: int
    rules: int


def summary_of(subjects: Sequence[SubjectReport], requirements: Sequence[RequirementState]) -> Summary:
    """Count everything over a report."""
    return Summary(
        platforms=len(of_kind(subjects, Kind.PLATFORM)),
        documents=len(of_kind(subjects, Kind.DOCUMENT)),
        rules_run=len({verdict.rule for subject in subjects for verdict in subject.verdicts}),
        counts=counts(subjects),
        coverage=coverage(requirements),
    )


def coverage(requirements: Sequence[RequirementState]) -> Coverage:
    """Count requirements by state."""
    states = Counter(requirement.state for requirement in requirements)
    return Coverage(
        met=states[State.MET],
        breached=states[State.BREACHED],
        conflict=states[State.CONFLICT],
        not_observed=states[State.NOT_OBSERVED],
        waived=states[State.WAIVED],
        not_applicable=states[State.NOT_APPLICABLE],
        not_checkable=states[State.NOT_CHECKABLE],
    )


def counts(subjects: Iterable[SubjectReport]) -> Counts:
    chosen = tuple(subjects)
    return Counts(
        subjects=len(chosen),
        fail=sum(subject.breaches(Severity.FAIL) for subject in chosen),
        warn=sum(subject.breaches(Severity.WARN) for subject in chosen),
        advice=sum(subject.breaches(Severity.ADVICE) for subject in chosen),
        met=sum(subject.count(Outcome.MET) for subject in chosen),
        waived=sum(subject.count(Outcome.WAIVED) for subject in chosen),
        not_observed=sum(subject.count(Outcome.NOT_OBSERVED) for subject in chosen),
        errors=sum(subject.count(Outcome.ERROR) for subject in chosen),
    )


def of_kind(subjects: Iterable[SubjectReport], kind: Kind) -> tuple[SubjectReport, ...]:
    """Return the platforms alone, or the documents."""
    return tuple(subject for subject in subjects if subject.kind is kind)


def condition(subject: SubjectReport) -> Condition:
    counted = counts([subject])
    truths = (
        (Condition.FAILING, counted.fail),
        (Condition.UNJUDGED, counted.errors or any(verdict.could_not_be_judged for verdict in subject.verdicts)),
        (Condition.WARNED, counted.warn),
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
    ladders = (subject.ladder for subject in of_kind(subjects, Kind.PLATFORM))
    pairs = ((ladder.claimed, ladder.rung) for ladder in ladders)
    return sum(claimed is not None and rung is not None and claimed.rank > rung.rank for claimed, rung in pairs)


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


def unobserved(subjects: Iterable[SubjectReport]) -> list[Unobserved]:
    """Return reasons grouped by their template, those that touch most subjects first."""
    groups: dict[str, list[_Reason]] = {}
    for subject in subjects:
        for reason in _gaps(subject):
            groups.setdefault(reason.message.template, []).append(reason)
    found = (_grouped(group) for group in groups.values())
    return sorted(found, key=lambda kind: (-kind.subjects, -kind.rules, str(kind.example)))


@dataclass(frozen=True, slots=True)
class _Reason:
    subject: str
    rule: str | None
    message: Message
    place: str
    remedy: Remedy | None = None


def _gaps(subject: SubjectReport) -> Iterator[_Reason]:
    yield from (_Reason(subject.id, None, gap.reason, gap.place, gap.remedy) for gap in subject.gaps)
    for verdict in subject.verdicts:
        if verdict.outcome is Outcome.NOT_OBSERVED and verdict.reason is not None:
            yield _Reason(subject.id, verdict.rule, verdict.reason, subject.id)


def _grouped(group: list[_Reason]) -> Unobserved:
    return Unobserved(
        example=group[0].message,
        place=group[0].place,
        remedy=next((reason.remedy for reason in group if reason.remedy), None),
        alike=len({reason.message for reason in group}) - 1,
        subjects=len({reason.subject for reason in group}),
        rules=len({reason.rule for reason in group} - {None}),
    )
