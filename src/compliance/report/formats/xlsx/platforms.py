"""The tables of owners, of platforms and of documents, with the counts of each."""

from collections.abc import Sequence

from compliance.locale import Translator
from compliance.model import summary
from compliance.model.dossier import Kind
from compliance.model.finding_counts import finding_counts
from compliance.model.report import Report
from compliance.model.stages import counted_platforms, intermediaries, standing_of
from compliance.model.standing import Standing
from compliance.model.subject_counts import FindingCounts
from compliance.model.text import Text, local_day
from compliance.model.verdict import SubjectReport
from compliance.report import labels, owners, stages
from compliance.report.behind import stage_name
from compliance.report.context import ReportContext
from compliance.report.formats.xlsx.sheet import Cell, Column, Table
from compliance.report.work_order import all_by_work, missing

_COUNTED = tuple(standing for standing in Standing if standing is not Standing.INTERMEDIARY)


def owner_sheet(report: Report, context: ReportContext) -> Table | None:
    """Return the owners by the work that is left, with a column for each way in which platforms are connected."""
    platforms, words = summary.of_kind(report.subjects, Kind.PLATFORM), context.words
    if not platforms:
        return None
    standings = (Column(labels.sentence_case(stages.standing(each, words)), 16) for each in _COUNTED)
    columns = (
        Column(words("Owner"), 42),
        Column(words("Code"), 9),
        Column(words("Platforms"), 10),
        Column(words("Left"), 9),
        *standings,
        *_number_columns(words),
    )
    counted = counted_platforms(platforms)
    totals = [_owner_row(words("All owners"), None, counted)]
    if apart := intermediaries(platforms):
        totals.append(_owner_row(words("Intermediaries, told apart"), None, apart))
    rows = (_owner_row(row.name, row.code, row.platforms) for row in owners.owner_rows(platforms, words))
    return Table(Text("Owners", "Cơ quan"), columns, tuple(rows), tuple(totals))


def _owner_row(name: str, code: str | None, platforms: Sequence[SubjectReport]) -> tuple[Cell, ...]:
    total = owners.total(platforms)
    standings = [standing_of(each.ladder) for each in platforms]
    return name, code, total.platforms, total.left, *map(standings.count, _COUNTED), *_numbers(total.findings)


def platform_sheet(report: Report, context: ReportContext) -> Table | None:
    """Return the platforms by the work that is left."""
    platforms, words = summary.of_kind(report.subjects, Kind.PLATFORM), context.words
    if not platforms:
        return None
    columns = (
        Column(words("Platform"), 44),
        Column(words("Identifier"), 26),
        Column(words("Owner"), 30),
        Column(words("Code"), 9),
        Column(words("Connection"), 30),
        Column(words("What is known of the connection"), 44),
        Column(words("Stage, evidenced"), 10),
        Column(words("Name of the stage"), 20),
        Column(words("Stage, claimed"), 10),
        Column(words("Sources disagree"), 12),
        Column(words("What is wrong or was not seen on its stages"), 50),
        Column(words("Looked at on"), 18),
        *_number_columns(words),
        Column(words("Not observed"), 10),
        Column(words("Official lists"), 22),
    )
    rows = (_platform_row(subject, report, context) for subject in all_by_work(platforms, context))
    return Table(Text("Platforms", "Nền tảng"), columns, tuple(rows))


def _platform_row(subject: SubjectReport, report: Report, context: ReportContext) -> tuple[Cell, ...]:
    words, ladder = context.words, subject.ladder
    return (
        labels.name(subject, words),
        subject.id,
        labels.owner(subject, words),
        subject.owner_code,
        labels.sentence_case(stages.standing(standing_of(ladder), words)),
        stages.sentence(ladder, context, is_simulated=report.is_simulated),
        "?" if ladder.rung is None else ladder.rung.rank,
        stage_name(ladder.rung, context),
        ladder.claimed.rank if ladder.claimed else None,
        words("yes") if ladder.is_in_conflict else None,
        "; ".join(missing(subject, context)),
        local_day(subject.inspection.at) if subject.inspection else None,
        *_numbers(finding_counts([subject])),
        summary.counts([subject]).not_observed,
        ", ".join(subject.lists),
    )


def document_sheet(report: Report, context: ReportContext) -> Table | None:
    """Return the documents that no record names; None if there are none."""
    documents, words = summary.of_kind(report.subjects, Kind.DOCUMENT), context.words
    if not documents:
        return None
    columns = (Column(words("Document"), 60), Column(words("State"), 30), *_number_columns(words))
    rows = tuple(_document_row(subject, words) for subject in sorted(documents, key=lambda each: each.id))
    return Table(Text("Documents", "Tài liệu"), columns, rows)


def _document_row(subject: SubjectReport, words: Translator) -> tuple[Cell, ...]:
    condition = labels.condition(summary.condition(subject), words)
    return subject.id, labels.sentence_case(condition), *_numbers(finding_counts([subject]))


def _number_columns(words: Translator) -> tuple[Column, ...]:
    heads = (words("Fail"), words("To be confirmed"), words("Warn"), words("Advice"), words("Waived"))
    return tuple(Column(head, 11) for head in heads)


def _numbers(found: FindingCounts) -> tuple[int, ...]:
    return found.fail, found.to_confirm, found.warn, found.advice, found.waived
