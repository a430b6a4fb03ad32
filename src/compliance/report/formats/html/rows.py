"""The tables of platforms and documents: what asks for work first."""

from collections.abc import Iterator, Sequence
from typing import Final

from compliance.model import summary
from compliance.model.dataclass import dataclass
from compliance.model.finding_counts import FindingCounts, finding_counts
from compliance.model.ladder import Rung
from compliance.model.stages import standing_of
from compliance.model.standing import Standing
from compliance.model.summary import Condition
from compliance.model.verdict import SubjectReport
from compliance.report import labels, sorting, stages
from compliance.report.behind import NAMED, Hindrance, behind_stage, hindrances, stage_name
from compliance.report.context import ReportContext
from compliance.report.formats.html.links import Link, anchor
from compliance.report.formats.html.overview import owner_key
from compliance.report.owners import figure

_BY_WORK: Final = (
    Standing.CLAIMED,
    Standing.REGISTERED,
    Standing.ANSWERED,
    Standing.NOT_IN_USE,
    Standing.UNKNOWN,
    Standing.EXCHANGING_ELSEWHERE,
    Standing.EXCHANGING,
    Standing.INTERMEDIARY,
)


@dataclass(frozen=True, slots=True)
class PlatformRow:
    """A platform in the table. `missing` is what holds it back, empty if nothing that is known does."""

    id: str
    href: str
    name: str
    owner: str
    owner_key: str
    figure: str
    stage: str
    claimed_figure: str
    claimed: str
    is_as_claimed: bool
    is_contradicted: bool
    missing: str
    failing: int
    findings: FindingCounts


@dataclass(frozen=True, slots=True)
class Group:
    """The platforms that are connected in one way. The heading ends with their number."""

    anchor: str
    state: str
    name: str
    heading: str
    rows: tuple[PlatformRow, ...]


@dataclass(frozen=True, slots=True)
class HindranceRow:
    """What keeps some platforms from a stage, how many, and the first of them; `more` counts the others."""

    hindrance: Hindrance
    count: int
    platforms: tuple[Link, ...]
    more: int


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A document in the table, with where it stands."""

    href: str
    name: str
    condition: str
    tone: Condition
    findings: FindingCounts


def groups(platforms: Sequence[SubjectReport], context: ReportContext) -> tuple[Group, ...]:
    """Return the platforms by their connection, exchanges last; a connection that none has is left out."""
    found = ((each, [subject for subject in platforms if standing_of(subject.ladder) is each]) for each in _BY_WORK)
    return tuple(_group(standing, subjects, context) for standing, subjects in found if subjects)


def hindrance_rows(platforms: Sequence[SubjectReport], context: ReportContext) -> tuple[HindranceRow, ...]:
    """Return what keeps platforms from stages, with links to the first of them."""
    return tuple(_hindrance_row(each, context) for each in hindrances(platforms, context))


def _hindrance_row(hindrance: Hindrance, context: ReportContext) -> HindranceRow:
    named = hindrance.platforms[:NAMED]
    links = tuple(Link(labels.name(each, context.words), f"#{anchor('subject', each.id)}") for each in named)
    count = len(hindrance.platforms)
    return HindranceRow(hindrance, count, links, count - len(named))


def group_anchor(standing: Standing) -> str:
    """Return the place of the platforms that are connected in one way."""
    return anchor("group", standing)


def _group(standing: Standing, subjects: Sequence[SubjectReport], context: ReportContext) -> Group:
    words = context.words
    name = labels.sentence_case(stages.standing(standing, words))
    heading = words("{name}: {count}", name=name, count=len(subjects))
    rows = tuple(platform_row(subject, context) for subject in by_work(subjects, context))
    return Group(group_anchor(standing), standing, name, heading, rows)


def by_work(subjects: Sequence[SubjectReport], context: ReportContext) -> list[SubjectReport]:
    """Sort by failing findings, then by how far the platform has come, then by name."""

    def key(subject: SubjectReport) -> tuple[int, int, int, int, sorting.Collated]:
        found = finding_counts([subject])
        rank = (subject.ladder.rung or Rung.NONE).rank
        name = sorting.collated(labels.name(subject, context.words))
        return -found.fail, -found.to_confirm, rank, -found.warn, name

    return sorted(subjects, key=key)


def all_by_work(platforms: Sequence[SubjectReport], context: ReportContext) -> list[SubjectReport]:
    """Return the platforms in the order of the table."""
    return [
        subject
        for standing in _BY_WORK
        for subject in by_work([each for each in platforms if standing_of(each.ladder) is standing], context)
    ]


def platform_row(subject: SubjectReport, context: ReportContext) -> PlatformRow:
    """Return the row of one platform."""
    ladder, words, found = subject.ladder, context.words, finding_counts([subject])
    return PlatformRow(
        id=subject.id,
        href=f"#{anchor('subject', subject.id)}",
        name=labels.name(subject, words),
        owner=labels.owner(subject, words),
        owner_key=owner_key(subject, words),
        figure=figure(ladder.rung),
        stage=stage_name(ladder.rung, context),
        claimed_figure=figure(ladder.claimed) if ladder.claimed else "",
        claimed=stage_name(ladder.claimed, context) if ladder.claimed else words("nothing"),
        is_as_claimed=ladder.claimed is ladder.rung,
        is_contradicted=ladder.is_in_conflict,
        missing="; ".join(_missing(subject, context)),
        failing=found.fail + found.to_confirm,
        findings=found,
    )


def _missing(subject: SubjectReport, context: ReportContext) -> Iterator[str]:
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


def document_rows(documents: Sequence[SubjectReport], context: ReportContext) -> tuple[DocumentRow, ...]:
    """Return the documents, those with the gravest findings first."""
    order = tuple(Condition)
    rows = [_document_row(subject, context) for subject in documents]
    return tuple(sorted(rows, key=lambda row: (order.index(row.tone), row.name)))


def _document_row(subject: SubjectReport, context: ReportContext) -> DocumentRow:
    tone = summary.condition(subject)
    return DocumentRow(
        href=f"#{anchor('subject', subject.id)}",
        name=labels.name(subject, context.words),
        condition=labels.condition(tone, context.words),
        tone=tone,
        findings=finding_counts([subject]),
    )
