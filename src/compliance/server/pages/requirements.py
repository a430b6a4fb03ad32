"""The requirements, those first that ask for work, and why some have no rule."""

from typing import Final

from starlette.responses import Response

from compliance.report import labels
from compliance.report.formats.html.reference import reason_groups, state_groups
from compliance.server.access.identity import Action
from compliance.server.visit import Visit

PATH: Final = "/requirements"
NEEDS: Final = Action.SEE_PAGES


def show(visit: Visit) -> Response:
    report, context = visit.report, visit.context
    coverage = report.summary.coverage
    return visit.page(
        "requirements_page.html",
        visit.words("Requirements"),
        states=visit.remembered("states", lambda: state_groups(report, context)),
        reasons=visit.remembered("reasons", lambda: reason_groups(report, context)),
        claim=(labels.coverage(coverage, visit.words), labels.remainder(coverage, visit.words)),
        unchecked=coverage.not_checkable,
        tables=visit.tables("requirements"),
    )
