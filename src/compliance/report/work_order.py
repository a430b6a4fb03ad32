"""Platforms by the work that is left, what asks for work first, and what holds each of them back."""

from collections.abc import Iterator, Sequence
from typing import Final

from compliance.model.finding_counts import finding_counts
from compliance.model.grades import State
from compliance.model.ladder import Rung
from compliance.model.stages import standing_of
from compliance.model.standing import Standing
from compliance.model.verdict import SubjectReport
from compliance.report import labels, sorting
from compliance.report.behind import behind_stage
from compliance.report.context import ReportContext

BY_WORK: Final = (
    Standing.CLAIMED,
    Standing.REGISTERED,
    Standing.ANSWERED,
    Standing.NOT_IN_USE,
    Standing.UNKNOWN,
    Standing.EXCHANGING_UNNAMED,
    Standing.EXCHANGING_ELSEWHERE,
    Standing.EXCHANGING,
    Standing.INTERMEDIARY,
)

STATES: Final = (
    State.BREACHED,
    State.CONFLICT,
    State.NOT_OBSERVED,
    State.WAIVED,
    State.NO_BREACH_FOUND,
    State.MET,
    State.NOT_APPLICABLE,
    State.NOT_CHECKABLE,
)
"""Those of requirements, what asks for work first."""


def by_work(subjects: Sequence[SubjectReport], context: ReportContext) -> list[SubjectReport]:
    """Sort by failing findings, then by how far the platform has come, then by name."""

    def key(subject: SubjectReport) -> tuple[int, int, int, int, sorting.Collated]:
        found = finding_counts([subject])
        rank = (subject.ladder.rung or Rung.NONE).rank
        name = sorting.collated(labels.name(subject, context.words))
        return -found.fail, -found.to_confirm, rank, -found.warn, name

    return sorted(subjects, key=key)


def all_by_work(platforms: Sequence[SubjectReport], context: ReportContext) -> list[SubjectReport]:
    """Return the platforms in the order of the table: by their connection, exchanges last."""
    return [
        subject
        for standing in BY_WORK
        for subject in by_work([each for each in platforms if standing_of(each.ladder) is standing], context)
    ]


def missing(subject: SubjectReport, context: ReportContext) -> Iterator[str]:
    """Yield what is wrong on the stages, else what was not observed of the lowest of which something was not.

    What was not observed of an exchange is told by the sentence on the connection, which says why.
    """
    behind = {stage.rung: behind_stage(stage.rung, subject, context) for stage in subject.ladder.stages}
    broken = dict.fromkeys(line for stage in behind.values() for line in stage.broken)
    rung, unseen = next(((rung, stage.unseen) for rung, stage in behind.items() if stage.unseen), (None, ()))
    yield from broken
    if not unseen or broken:
        return
    if rung is Rung.EXCHANGING and subject.ladder.connected is not None:
        yield context.words.message(subject.ladder.connected.sentence)
    else:
        yield context.words("not observed: {what}", what="; ".join(unseen))
