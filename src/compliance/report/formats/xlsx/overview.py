"""The first sheet: the sentence, how platforms are connected, the stages, the findings, who looked when."""

from collections.abc import Iterator

from compliance.locale import Translator
from compliance.model import summary
from compliance.model.dossier import Kind
from compliance.model.report import Report
from compliance.model.stages import ConnectionCounts, connection_counts
from compliance.model.standing import Standing
from compliance.model.text import Text
from compliance.report import labels, stages
from compliance.report.context import ReportContext
from compliance.report.facts import facts
from compliance.report.formats.xlsx.sheet import Cell, Line, Look, Page
from compliance.report.run_changes import section


def overview_sheet(report: Report, context: ReportContext) -> Page:
    return Page(Text("Summary", "Tổng hợp"), tuple(_lines(report, context)))


def _lines(report: Report, context: ReportContext) -> Iterator[Line]:
    words = context.words
    platforms = summary.of_kind(report.subjects, Kind.PLATFORM)
    yield Line(Look.TITLE, (words("Audit report, {date}", date=labels.day(report.as_of, words)),))
    if platforms:
        yield Line(Look.LEAD, (stages.lead(platforms, context),))
        yield from _connection(connection_counts(platforms), words)
        yield from _ladder(report, context)
    yield from _changes(report, words)
    yield from _findings(report, words)
    yield Line(Look.HEADING, (words("What may be claimed"),))
    yield Line(Look.TEXT, (labels.coverage(report.summary.coverage, words),))
    yield Line(Look.TEXT, (labels.remainder(report.summary.coverage, words),))
    if report.notices:
        yield Line(Look.HEADING, (words("Notices"),))
        yield from (Line(Look.TEXT, (words.message(notice),)) for notice in report.notices)
    yield Line(Look.HEADING, (words("Who looked, when and by what law"),))
    yield from (Line(Look.TEXT, (f"{fact.name}: {fact.value}",)) for fact in facts(report, words))
    yield Line(Look.TEXT, (labels.signals(words),))


def _connection(counted: ConnectionCounts, words: Translator) -> Iterator[Line]:
    yield Line(Look.HEADING, (words("How platforms are connected, each by its best evidence"),))
    yield Line(Look.HEADS, (words("Connection"), words("Platforms")))
    for standing, count in counted.by_standing.items():
        if standing is not Standing.INTERMEDIARY:
            yield _row(Look.ROW, labels.sentence_case(stages.standing(standing, words)), count)
    yield _row(Look.TOTAL, words("All"), counted.platforms)
    beside = (
        (words("Beside the sum: intermediaries that these connect through"), counted.intermediaries),
        (words("Of all: sources disagree"), counted.conflicts),
        (words("Of all: only an earlier list has them"), counted.earlier),
    )
    yield from (_row(Look.ROW, name, count) for name, count in beside)


def _row(look: Look, *cells: Cell) -> Line:
    return Line(look, cells)


def _ladder(report: Report, context: ReportContext) -> Iterator[Line]:
    words = context.words
    rows = stages.rows(summary.of_kind(report.subjects, Kind.PLATFORM), context)
    if not rows:
        return
    heads = (words("Stage"), words("Evidenced"), words("Only claimed"), words("Not decided"), words("Neither"))
    yield Line(Look.HEADING, (words("How far evidence reaches, and how far claims do"),))
    yield Line(Look.HEADS, heads)
    for row in rows:
        counts = row.counts
        name = words("{number} {stage}", number=row.number, stage=row.name)
        yield _row(Look.ROW, name, counts.evidenced, counts.claimed, counts.undecided, counts.neither)


def _changes(report: Report, words: Translator) -> Iterator[Line]:
    if (found := section(report, words)) is not None:
        yield Line(Look.HEADING, (found.title,))
        yield from (Line(Look.TEXT, (f"{line.mark} {line.text}",)) for line in found.lines)


def _findings(report: Report, words: Translator) -> Iterator[Line]:
    found = report.summary.findings
    rows = (
        (words("Fail"), found.fail),
        (words("To be confirmed"), found.to_confirm),
        (words("Warn"), found.warn),
        (words("Advice"), found.advice),
    )
    yield Line(Look.HEADING, (words("Findings by weight"),))
    yield Line(Look.HEADS, (words("Weight"), words("Findings")))
    yield from (_row(Look.ROW, name, count) for name, count in rows)
    yield _row(Look.TOTAL, words("All"), found.places)
    yield _row(Look.ROW, words("Beside the sum: waived"), found.waived)
    yield from (Line(Look.TEXT, (sentence,)) for sentence in labels.findings(report.summary, words))
    yield from (Line(Look.TEXT, (sentence,)) for sentence in labels.verdicts(report, words))
