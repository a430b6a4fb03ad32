"""Reports in the formats of the command line, to take away."""

from collections.abc import Mapping
from typing import Final

from starlette.responses import Response

from compliance.actions.written import written
from compliance.model.dataclass import replace
from compliance.model.report import Report
from compliance.report.addresses import OnThePage
from compliance.server.attachments import attachment
from compliance.server.missing import NotFound
from compliance.server.visit import Visit

KINDS: Final[Mapping[str, str]] = {
    "html": "text/html; charset=utf-8",
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
}


def paper(visit: Visit, report: Report, name: str) -> Response:
    """Return a report as a file in the format that the address names; raises `NotFound` if there is none of it."""
    form: str = visit.request.path_params["form"]
    if form not in KINDS:
        raise NotFound
    content = written(report, form, replace(visit.context, addresses=OnThePage(), names_folders=True))
    return attachment(content, f"{name}.{form}", KINDS[form])
