"""The tables of platforms and documents: what asks for work first."""

from collections.abc import Sequence

from compliance.model import summary
from compliance.model.dataclass import dataclass
from compliance.model.finding_counts import finding_counts
from compliance.model.stages import standing_of
from compliance.model.standing import Standing
from compliance.model.subject_counts import FindingCounts
from compliance.model.summary import Condition
from compliance.model.verdict import SubjectReport
from compliance.report import labels, stages
from compliance.report.addresses import anchor
from compliance.report.behind import NAMED, Hindrance, claimed_name, hindrances, stage_name
from compliance.report.context import ReportContext
from compliance.report.formats.html.links import Link
from compliance.report.formats.html.overview import owner_key
from compliance.report.owners import figure
from compliance.report.work_order import BY_WORK, by_work, missing


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
    found = ((each, [subject for subject in platforms if standing_of(subject.ladder) is each]) for each in BY_WORK)
    return tuple(_group(standing, subjects, context) for standing, subjects in found if subjects)


def hindrance_rows(platforms: Sequence[SubjectReport], context: ReportContext) -> tuple[HindranceRow, ...]:
    """Return what keeps platforms from stages, with links to the first of them."""
    return tuple(_hindrance_row(each, context) for each in hindrances(platforms, context))


def _hindrance_row(hindrance: Hindrance, context: ReportContext) -> HindranceRow:
    named = hindrance.platforms[:NAMED]
    links = tuple(Link(labels.name(each, context.words), context.addresses.subject(each.id)) for each in named)
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


def platform_row(subject: SubjectReport, context: ReportContext) -> PlatformRow:
    """Return the row of one platform."""
    ladder, words, found = subject.ladder, context.words, finding_counts([subject])
    return PlatformRow(
        id=subject.id,
        href=context.addresses.subject(subject.id),
        name=labels.name(subject, words),
        owner=labels.owner(subject, words),
        owner_key=owner_key(subject, words),
        figure=figure(ladder.rung),
        stage=stage_name(ladder.rung, context),
        claimed_figure=figure(ladder.claimed) if ladder.claimed else "",
        claimed=claimed_name(ladder.claimed, context),
        is_as_claimed=ladder.claimed is ladder.rung,
        is_contradicted=ladder.is_in_conflict,
        missing="; ".join(missing(subject, context)),
        failing=found.fail + found.to_confirm,
        findings=found,
    )


def document_rows(documents: Sequence[SubjectReport], context: ReportContext) -> tuple[DocumentRow, ...]:
    """Return the documents, those with the gravest findings first."""
    order = tuple(Condition)
    rows = [_document_row(subject, context) for subject in documents]
    return tuple(sorted(rows, key=lambda row: (order.index(row.tone), row.name)))


def _document_row(subject: SubjectReport, context: ReportContext) -> DocumentRow:
    tone = summary.condition(subject)
    return DocumentRow(
        href=context.addresses.subject(subject.id),
        name=labels.name(subject, context.words),
        condition=labels.condition(tone, context.words),
        tone=tone,
        findings=finding_counts([subject]),
    )
