"""The view model of the page: everything it shows, counted and sorted once; templates only write it down."""

from typing import TYPE_CHECKING, Final

from compliance.model import summary
from compliance.model.dataclass import dataclass
from compliance.model.dossier import Kind
from compliance.model.report import Report
from compliance.model.stages import ConnectionCounts, connection_counts, counted_platforms, intermediaries
from compliance.model.summary import Summary
from compliance.model.unobserved import Unobserved, unobserved
from compliance.report import due, due_rows, labels, stages
from compliance.report.context import ReportContext
from compliance.report.due_rows import DueGroup
from compliance.report.facts import Fact, facts
from compliance.report.formats.html.links import Link
from compliance.report.formats.html.overview import BarRow, CellRow, bar_rows, cell_rows
from compliance.report.formats.html.reference import (
    ReasonGroup,
    RuleEntry,
    StateGroup,
    reason_groups,
    rule_entries,
    state_groups,
)
from compliance.report.formats.html.rows import (
    DocumentRow,
    Group,
    HindranceRow,
    document_rows,
    group_anchor,
    groups,
    hindrance_rows,
)
from compliance.report.formats.html.section import Section, sections
from compliance.report.owners import Total, total
from compliance.report.work_order import all_by_work

if TYPE_CHECKING:  # because few reports are compared
    from compliance.report.run_changes import ChangeSection

_KINDS_OF_REASON: Final = 12


@dataclass(frozen=True, slots=True)
class Reason:
    """One kind of reason why something was not observed, over the whole report."""

    example: str
    kind: Unobserved


@dataclass(frozen=True, slots=True)
class Page:
    """All that the page shows, from its top to its end."""

    language: str
    title: str
    heading: str
    simulated: str
    facts: tuple[Fact, ...]
    counted: Summary
    connected: ConnectionCounts
    lead: tuple[tuple[int, Link], ...]
    beside: tuple[str, ...]
    highest: str
    held_back: tuple[HindranceRow, ...]
    undecided: tuple[str, ...]
    findings: tuple[str, ...]
    claim: tuple[str, ...]
    notices: tuple[str, ...]
    ladder: tuple[BarRow, ...]
    has_undecided: bool
    due: tuple[DueGroup, ...]
    due_off_paper: str
    nothing_due: str
    owners: tuple[CellRow, ...]
    total: Total
    intermediaries: tuple[str, ...]
    apart: Total
    groups: tuple[Group, ...]
    documents: tuple[DocumentRow, ...]
    sections: tuple[Section, ...]
    unobserved: tuple[Reason, ...]
    states: tuple[StateGroup, ...]
    reasons: tuple[ReasonGroup, ...]
    rules: tuple[RuleEntry, ...]
    meanings: tuple[Fact, ...]
    changes: "ChangeSection | None" = None


def page_of(report: Report, context: ReportContext) -> Page:
    """Return everything that the page of a report shows, in the reader's words."""
    context, changes = _compared(report, context)
    words, counted = context.words, report.summary
    platforms = summary.of_kind(report.subjects, Kind.PLATFORM)
    connected, rows = connection_counts(platforms), stages.rows(platforms, context)
    documents = summary.of_kind(report.subjects, Kind.DOCUMENT)
    due_groups = due_rows.groups(report.due, platforms, context)
    in_order = (*all_by_work(platforms, context), *sorted(documents, key=lambda subject: subject.id))
    return Page(
        language=words.language,
        title=words("Audit report, {date}", date=labels.day(report.as_of, words)),
        heading=_heading(connected, context),
        simulated=labels.simulated(words) if report.is_simulated else "",
        facts=facts(report, words),
        counted=counted,
        connected=connected,
        lead=_lead(connected, context),
        beside=tuple(stages.beside(connected, words)),
        highest=stages.highest(platforms, context) if rows else "",
        held_back=hindrance_rows(platforms, context),
        undecided=tuple(stages.undecided(rows, context)),
        findings=(*labels.findings(counted, words), *labels.verdicts(report, words)),
        claim=(labels.coverage(counted.coverage, words), labels.remainder(counted.coverage, words)),
        notices=tuple(words.message(notice) for notice in report.notices),
        ladder=bar_rows(rows, len(counted_platforms(platforms))),
        has_undecided=any(row.counts.undecided for row in rows),
        due=due_groups,
        due_off_paper=due_rows.off_paper(due_groups, words),
        nothing_due=due.nothing(words),
        owners=cell_rows(platforms, words),
        total=total(counted_platforms(platforms)),
        intermediaries=tuple(labels.name(each, words) for each in intermediaries(platforms)),
        apart=total(intermediaries(platforms)),
        groups=groups(platforms, context),
        documents=document_rows(documents, context),
        sections=sections(report, in_order, context),
        unobserved=_unobserved(report, context),
        states=state_groups(report, context),
        reasons=reason_groups(report, context),
        rules=rule_entries(report, context),
        meanings=tuple(Fact(words.text(stage.name), words.text(stage.says)) for stage in context.ladder),
        changes=changes,
    )


def _compared(report: Report, context: ReportContext) -> tuple[ReportContext, "ChangeSection | None"]:
    """Return the context in which findings say that they are new, and the section on changes; None without one."""
    if report.changes is None:
        return context, None
    from compliance.report.run_changes import section, with_marks  # noqa: PLC0415 - because few reports are compared

    return with_marks(report, context), section(report, context.words)


def _heading(connected: ConnectionCounts, context: ReportContext) -> str:
    if connected.platforms or connected.intermediaries:
        return context.words("Platforms: which are connected, and by what evidence")
    return context.words("Documents: what was looked at, and what was found")


def _lead(connected: ConnectionCounts, context: ReportContext) -> tuple[tuple[int, Link], ...]:
    """Return the numbers of the sentence, each with its words and where its platforms stand."""
    return tuple(
        (count, Link(stages.standing(standing, context.words), f"#{group_anchor(standing)}" if count else ""))
        for standing, count in connected.told
        if connected.platforms
    )


def _unobserved(report: Report, context: ReportContext) -> tuple[Reason, ...]:
    kinds = unobserved(report.subjects)[:_KINDS_OF_REASON]
    return tuple(Reason(context.words.message(kind.example), kind) for kind in kinds)
