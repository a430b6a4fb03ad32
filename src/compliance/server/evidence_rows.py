"""Which evidence the stages rest on, over all platforms, and how long it counts."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date

from compliance.model.dataclass import dataclass
from compliance.model.ladder import EvidenceClass
from compliance.model.standing import StageReport, StageState
from compliance.model.verdict import SubjectReport
from compliance.report import labels, stages
from compliance.report.context import ReportContext


@dataclass(frozen=True, slots=True)
class EvidenceRow:
    """A stage and one class of evidence that it rests on.

    `counted` are the platforms for which it counts, `old` those for which it grew too old; `oldest` is the day of the
    oldest that counts, `ends` the first day on which some of it no longer does, each empty where it is not known.
    """

    number: int
    stage: str
    basis: str
    counted: int
    old: int
    oldest: str
    ends: str


def evidence_rows(platforms: Sequence[SubjectReport], on: date, context: ReportContext) -> tuple[EvidenceRow, ...]:
    """Return the rows, the highest stage first, and of each the strongest evidence first."""
    return tuple(_rows(platforms, on, context))


def _rows(platforms: Sequence[SubjectReport], on: date, context: ReportContext) -> Iterator[EvidenceRow]:
    found: defaultdict[tuple[str, EvidenceClass], list[StageReport]] = defaultdict(list)
    for platform in platforms:
        for stage in platform.ladder.stages:
            if stage.basis is not None:
                found[stage.rung, stage.basis].append(stage)
    for stage_known in reversed(context.ladder):
        for basis in reversed(EvidenceClass):
            if (stage_known.rung, basis) in found:
                yield _row(stage_known.rung.rank, basis, found[stage_known.rung, basis], on, context)


def _row(
    number: int, basis: EvidenceClass, found: Sequence[StageReport], on: date, context: ReportContext
) -> EvidenceRow:
    words = context.words
    counted = [each for each in found if each.state is StageState.EVIDENCED]
    seen = [each.seen_on for each in counted if each.seen_on is not None]
    ends = [each.counts_until for each in counted if each.counts_until is not None and each.counts_until >= on]
    return EvidenceRow(
        number=number,
        stage=next(words.text(each.name) for each in context.ladder if each.rung.rank == number),
        basis=stages.basis(basis, words),
        counted=len(counted),
        old=sum(each.state is StageState.OLD for each in found),
        oldest=labels.day(min(seen), words) if seen else "",
        ends=labels.day(min(ends), words) if ends else "",
    )
