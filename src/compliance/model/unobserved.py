"""Why something was not observed, over a report: one row for each kind of reason."""

from collections.abc import Iterable, Iterator

from compliance.model.dataclass import dataclass
from compliance.model.grades import Outcome
from compliance.model.remedy import Remedy
from compliance.model.text import Message
from compliance.model.verdict import SubjectReport


@dataclass(frozen=True, slots=True)
class Unobserved:
    """One kind of reason for not having looked: an example and its place, how many alike, and what it left open."""

    example: Message
    place: str
    remedy: Remedy | None
    alike: int
    subjects: int
    rules: int


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
    yield from (_Reason(subject.id, None, gap.reason, gap.shown, gap.remedy) for gap in subject.gaps)
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
