"""Reports in the formats of the command line, to take away."""

from typing import Final

from starlette.responses import Response

from compliance.actions.written import written
from compliance.model.dataclass import replace
from compliance.model.report import Report
from compliance.report.addresses import OnThePage
from compliance.server.attachments import attachment
from compliance.server.missing import NotFound
from compliance.server.visit import Visit

_FORMS: Final = ("html", "pdf", "xlsx", "docx", "csv", "json")


def paper(visit: Visit, report: Report, name: str) -> Response:
    """Return a report as a file in the format that the address names; raises `NotFound` if there is none of it."""
    form: str = visit.request.path_params["form"]
    if form not in _FORMS:
        raise NotFound
    content = written(report, form, replace(visit.context, addresses=OnThePage(), names_folders=True))
    return attachment(content, name, form)
