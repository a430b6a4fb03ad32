"""The report as a workbook: a sheet for the whole, then tables to sort and to filter, with days as days.

Nothing that others wrote is a formula or a link: texts are written as texts, whatever they begin with. The same report
gives the same bytes.
"""

from typing import Final

from compliance.model.report import Report
from compliance.report import labels
from compliance.report.context import ReportContext
from compliance.report.formats.xlsx.changes import change_sheet
from compliance.report.formats.xlsx.due import due_sheet
from compliance.report.formats.xlsx.findings import finding_sheet
from compliance.report.formats.xlsx.overview import overview_sheet
from compliance.report.formats.xlsx.platforms import document_sheet, owner_sheet, platform_sheet
from compliance.report.formats.xlsx.requirements import requirement_sheet
from compliance.report.formats.xlsx.workbook import Head, book

EXTENSION: Final = "xlsx"
IS_BINARY: Final = True
IS_PAPER: Final = True


def write(report: Report, context: ReportContext) -> bytes:
    words = context.words
    head = Head(
        title=words("Audit report, {date}", date=labels.day(report.as_of, words)),
        banner=labels.simulated(words) if report.is_simulated else "",
        foot=words.message(labels.heading(report)),
        made_on=report.as_of,
        language=words.language,
    )
    sheets = (
        owner_sheet(report, context),
        platform_sheet(report, context),
        document_sheet(report, context),
        finding_sheet(report, context),
        requirement_sheet(report, context),
        due_sheet(report, context),
        change_sheet(report, context),
    )
    return book(head, overview_sheet(report, context), [sheet for sheet in sheets if sheet is not None])
