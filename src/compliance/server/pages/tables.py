"""Each table of the pages as a file: text with separated values, or a workbook."""

from collections.abc import Callable, Mapping
from typing import Final

from starlette.responses import Response

from compliance.actions.split import cut_to
from compliance.model.report import Report
from compliance.report.context import ReportContext
from compliance.report.formats.xlsx.changes import change_sheet
from compliance.report.formats.xlsx.due import due_sheet
from compliance.report.formats.xlsx.platforms import owner_sheet, platform_sheet
from compliance.report.formats.xlsx.requirements import requirement_sheet
from compliance.report.formats.xlsx.sheet import Table
from compliance.server.access.identity import Action
from compliance.server.attachments import attachment
from compliance.server.listing import Asked, fitting
from compliance.server.missing import NotFound
from compliance.server.table_files import csv_file, workbook
from compliance.server.visit import Visit

PATH: Final = "/tables/{file}"
NEEDS: Final = Action.SEE_PAGES
IS_LONG: Final = True

_Made = Callable[[Report, ReportContext], Table | None]
TABLES: Final[Mapping[str, _Made]] = {
    "platforms": platform_sheet,
    "owners": owner_sheet,
    "requirements": requirement_sheet,
    "due": due_sheet,
    "changes": change_sheet,
}


def show(visit: Visit) -> Response:
    name, _, form = visit.request.path_params["file"].rpartition(".")
    if name not in TABLES or form not in {"csv", "xlsx"}:
        raise NotFound
    report = _asked_for(visit) if name == "platforms" else visit.report
    table = TABLES[name](report, visit.context)
    if table is None:
        raise NotFound
    content = csv_file(table) if form == "csv" else workbook(table, report, visit.context)
    return attachment(content, f"{name}-{visit.run.number}", form)


def _asked_for(visit: Visit) -> Report:
    """Return the report on the platforms that the filter of the page leaves."""
    asked = Asked.of(visit.request.query_params)
    found = fitting(visit.report.subjects, asked, visit.context)
    if len(found) == len(visit.report.subjects):
        return visit.report
    return cut_to(visit.report, tuple(found))
