"""The tables of platforms and documents: what asks for work first."""

from collections.abc import Iterator, Sequence
from typing import Final

from compliance.model import summary
from compliance.model.dataclass import dataclass
from compliance.model.finding_counts import FindingCounts, finding_counts
from compliance.model.ladder import Connection, Rung, Standing
from compliance.model.summary import Condition
from compliance.model.verdict import SubjectReport
from compliance.report import labels, sorting, stages
from compliance.report.context import ReportContext
from compliance.report.findings import heading_of
from compliance.report.formats.html.links import anchor
from compliance.report.formats.html.overview import figure, owner_key

_BY_WORK: Final = (
    Connection.CLAIMED,
    Connection.DOCUMENTED,
    Connection.NOT_IN_USE,
    Connection.UNKNOWN,
    Connection.OTHER,
    Connection.NATIONAL,
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
class DocumentRow:
    """A document in the table, with where it stands."""

    href: str
    name: str
    condition: str
    tone: Condition
    findings: FindingCounts


def groups(platforms: Sequence[SubjectReport], context: ReportContext) -> tuple[Group, ...]:
    """Return the platforms by their connection, exchanges last; a connection that none has is left out."""
    found = ((each, [subject for subject in platforms if subject.ladder.connection is each]) for each in _BY_WORK)
    return tuple(_group(connection, subjects, context) for connection, subjects in found if subjects)


def group_anchor(connection: Connection) -> str:
    """Return the place of the platforms that are connected in one way."""
    return anchor("group", connection)


def _group(connection: Connection, subjects: Sequence[SubjectReport], context: ReportContext) -> Group:
    words = context.words
    name = labels.sentence_case(stages.connection(connection, words))
    heading = words("{name}: {count}", name=name, count=len(subjects))
    rows = tuple(platform_row(subject, context) for subject in by_work(subjects, context))
    return Group(group_anchor(connection), connection, name, heading, rows)


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
        for connection in _BY_WORK
        for subject in by_work([each for each in platforms if each.ladder.connection is connection], context)
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
        stage=stages.stage(ladder.rung, context.ladder, words),
        claimed_figure=figure(ladder.claimed) if ladder.claimed else "",
        claimed=stages.stage(ladder.claimed, context.ladder, words) if ladder.claimed else words("nothing"),
        is_as_claimed=ladder.claimed is ladder.rung,
        is_contradicted=ladder.is_contradicted,
        missing="; ".join(_missing(subject, context)),
        failing=found.fail + found.to_confirm,
        findings=found,
    )


def _missing(subject: SubjectReport, context: ReportContext) -> Iterator[str]:
    """Yield what is wrong on the stages, else what was not observed of the lowest that is not evidenced."""
    broken = dict.fromkeys(rule for stage in subject.ladder.stages for rule in stage.refuted_by)
    if broken:
        yield from (heading_of(rule, context.rules.get(rule), context.words) for rule in broken)
        return
    unseen = (stage for stage in subject.ladder.stages if stage.standing is Standing.UNSEEN and stage.unseen)
    if (stage := next(unseen, None)) is not None:
        names = ", ".join(title(rule, context) for rule in stage.unseen)
        yield context.words("not observed: {what}", what=names)


def title(rule: str, context: ReportContext) -> str:
    """Return the sentence a rule enforces; its id if the rule is not known to this version."""
    known = context.rules.get(rule)
    return context.words(known.title) if known else rule


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
