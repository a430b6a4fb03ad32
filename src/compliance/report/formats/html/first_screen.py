"""The first screen: which platforms are connected, by what evidence, what changed, what is due, whose work is left."""

from typing import TYPE_CHECKING

from compliance.model import summary
from compliance.model.dataclass import dataclass
from compliance.model.dossier import Kind
from compliance.model.report import Report
from compliance.model.stages import ConnectionCounts, connection_counts, counted_platforms, intermediaries
from compliance.model.summary import Summary
from compliance.report import due, due_rows, labels, stages
from compliance.report.context import ReportContext
from compliance.report.due_rows import DueGroup
from compliance.report.facts import Fact, facts
from compliance.report.formats.html.links import Link
from compliance.report.formats.html.overview import BarRow, CellRow, bar_rows, cell_rows
from compliance.report.formats.html.rows import HindranceRow, hindrance_rows
from compliance.report.owners import Total, total

if TYPE_CHECKING:  # because few reports are compared
    from compliance.report.run_changes import ChangeSection


@dataclass(frozen=True, slots=True)
class FirstScreen:
    """What a reader sees first; the numbers of the sentence lead to the platforms that they count."""

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
    changes: "ChangeSection | None" = None


def first_screen(report: Report, context: ReportContext) -> FirstScreen:
    """Return what the first screen of a report shows, in the reader's words."""
    words, counted = context.words, report.summary
    platforms = summary.of_kind(report.subjects, Kind.PLATFORM)
    connected, rows = connection_counts(platforms), stages.rows(platforms, context)
    due_groups = due_rows.groups(report.due, platforms, context)
    return FirstScreen(
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
        owners=cell_rows(platforms, context),
        total=total(counted_platforms(platforms)),
        intermediaries=tuple(labels.name(each, words) for each in intermediaries(platforms)),
        apart=total(intermediaries(platforms)),
        changes=_changes(report, context),
    )


def _changes(report: Report, context: ReportContext) -> "ChangeSection | None":
    if report.changes is None:
        return None
    from compliance.report.run_changes import section  # noqa: PLC0415 - because few reports are compared

    return section(report, context.words)


def _heading(connected: ConnectionCounts, context: ReportContext) -> str:
    if connected.platforms or connected.intermediaries:
        return context.words("Platforms: which are connected, and by what evidence")
    return context.words("Documents: what was looked at, and what was found")


def _lead(connected: ConnectionCounts, context: ReportContext) -> tuple[tuple[int, Link], ...]:
    """Return the numbers of the sentence, each with its words and where its platforms stand."""
    return tuple(
        (count, Link(stages.standing(standing, context.words), context.addresses.group(standing) if count else ""))
        for standing, count in connected.told
        if connected.platforms
    )
