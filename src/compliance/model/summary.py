"""Numbers of a report: what was counted over requirements, owners and platforms. No words."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from compliance.model.dossier import Kind
from compliance.model.grades import Outcome, Severity, State
from compliance.model.text import Message
from compliance.model.verdict import Report, SubjectReport, Verdict

_RUNGS: Final = ("none", "listed", "described", "reachable", "conformant", "exchanging")


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
class Unobserved:
    """One kind of reason for not having looked: an example and its place, how many alike, and what it left open."""

    example: Message
    place: str
    alike: int
    subjects: int
    rules: int


def coverage(report: Report) -> Coverage:
    return Coverage(
        met=report.states(State.MET),
        breached=report.states(State.BREACHED),
        conflict=report.states(State.CONFLICT),
        not_observed=report.states(State.NOT_OBSERVED),
        waived=report.states(State.WAIVED),
        not_applicable=report.states(State.NOT_APPLICABLE),
        not_checkable=report.states(State.NOT_CHECKABLE),
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


def rules_run(report: Report) -> int:
    """How many different rules gave a verdict."""
    return len({verdict.rule for subject in report.subjects for verdict in subject.verdicts})


def of_kind(report: Report, kind: Kind) -> tuple[SubjectReport, ...]:
    return tuple(subject for subject in report.subjects if subject.kind is kind)


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


def unevidenced_claims(report: Report) -> int:
    """How many platforms claim a higher rung than evidence supports; an unknown rung is neither higher nor lower."""
    ladders = (subject.ladder for subject in of_kind(report, Kind.PLATFORM))
    pairs = ((ladder.claimed, ladder.rung) for ladder in ladders)
    return sum(
        claimed in _RUNGS and rung in _RUNGS and _RUNGS.index(claimed) > _RUNGS.index(rung) for claimed, rung in pairs
    )


def undecided_rungs(report: Report) -> int:
    """Platforms without a rung because this version lacks the rules for it, not because their record did not load."""
    ladders = (subject.ladder for subject in of_kind(report, Kind.PLATFORM))
    return sum(ladder.rung is None and bool(ladder.undecided) for ladder in ladders)


def gravest_first(verdicts: Iterable[Verdict]) -> list[Verdict]:
    """Breaches from fail to advice, then errors, then the rest; rules in order within each."""
    return sorted(verdicts, key=lambda verdict: (_gravity(verdict), verdict.rule))


def _gravity(verdict: Verdict) -> int:
    order = (Outcome.BREACHED, Outcome.ERROR, Outcome.WAIVED, Outcome.NOT_OBSERVED, Outcome.MET, Outcome.NOT_APPLICABLE)
    lightness = 3 if verdict.severity is None else Severity.FAIL.rank - verdict.severity.rank
    return 10 * order.index(verdict.outcome) + lightness


def unobserved(report: Report) -> list[Unobserved]:
    """Reasons grouped by their template, those that touch most subjects first."""
    groups: dict[str, list[tuple[str, str | None, Message, str]]] = {}
    for subject in report.subjects:
        for rule, message, place in _gaps(subject):
            groups.setdefault(message.template, []).append((subject.id, rule, message, place))
    found = (_grouped(group) for group in groups.values())
    return sorted(found, key=lambda kind: (-kind.subjects, -kind.rules, str(kind.example)))


def _gaps(subject: SubjectReport) -> Iterator[tuple[str | None, Message, str]]:
    yield from ((None, message, place) for place, message in subject.gaps)
    for verdict in subject.verdicts:
        if verdict.outcome is Outcome.NOT_OBSERVED and verdict.reason is not None:
            yield verdict.rule, verdict.reason, subject.id


def _grouped(group: list[tuple[str, str | None, Message, str]]) -> Unobserved:
    _, _, example, place = group[0]
    return Unobserved(
        example=example,
        place=place,
        alike=len({message for _, _, message, _ in group}) - 1,
        subjects=len({subject for subject, _, _, _ in group}),
        rules=len({rule for _, rule, _, _ in group} - {None}),
    )
