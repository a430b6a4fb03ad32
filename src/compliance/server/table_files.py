"""A table of a report as the bytes of a file of its own."""

from typing import Final

from compliance.actions.extras import needs_extra
from compliance.model.report import Report
from compliance.model.text import Text
from compliance.report import labels
from compliance.report.context import ReportContext
from compliance.report.formats.xlsx.sheet import Cell, Line, Look, Page, Table
from compliance.report.separated import separated

_SUMMARY: Final = Text("Summary", "Tổng hợp")


def csv_file(table: Table) -> str:
    """Return a table as text with separated values; days as ISO 8601, so that programs read them."""
    heads = [column.heading for column in table.columns]
    rows = [dict(zip(heads, map(_plain, row), strict=False)) for row in (*table.rows, *table.totals)]
    return separated(heads, rows)


def _plain(cell: Cell) -> str:
    return "" if cell is None else str(cell)


def workbook(table: Table, report: Report, context: ReportContext) -> bytes:
    """Return a table as a workbook, whose first sheet says what it is of; raises `UsageError` without its library."""
    with needs_extra():
        from compliance.report.formats.xlsx.workbook import Head, book  # noqa: PLC0415 - because it is an extra
    words = context.words
    banner = labels.simulated(words) if report.is_simulated else ""
    title = words("Audit report, {date}", date=labels.day(report.as_of, words))
    foot = words.message(labels.heading(report))
    lines = (
        *([Line(Look.BANNER, (banner,))] if banner else []),
        Line(Look.TITLE, (title,)),
        Line(Look.TEXT, (foot,)),
        Line(Look.TEXT, (labels.signals(words),)),
    )
    head = Head(title=title, banner=banner, foot=foot, made_on=report.as_of, language=words.language)
    return book(head, Page(_SUMMARY, lines), [table])
