"""The requirements, those first that ask for work, as the reader asks for them; and why some have no rule."""

from typing import Final

from starlette.responses import Response

from compliance.report import labels
from compliance.report.formats.html.reference import ReasonGroup, reason_groups
from compliance.server.access.identity import Action
from compliance.server.clauses import AskedClauses, ClauseGroup, clause_groups, clause_states, fitting
from compliance.server.visit import Visit

PATH: Final = "/requirements"
NEEDS: Final = Action.SEE_PAGES


def show(visit: Visit) -> Response:
    report, context, words = visit.report, visit.context, visit.words
    asked, coverage = AskedClauses.of(visit.request.query_params), report.summary.coverage
    found = fitting(report, asked, context) if asked.is_filtering else report

    def made() -> tuple[tuple[ClauseGroup, ...], tuple[ReasonGroup, ...]]:
        return clause_groups(found, asked, context), reason_groups(found, context)

    groups, reasons = made() if asked.is_filtering else visit.remembered("requirements", made)
    return visit.page(
        "requirements_page.html",
        words("Requirements"),
        asked=asked,
        states=clause_states(report, context),
        shown=words("Shown: {shown} of {all}", shown=len(found.requirements), all=len(report.requirements)),
        groups=groups,
        reasons=reasons,
        claim=(labels.coverage(coverage, words), labels.remainder(coverage, words)),
        unchecked=sum(len(group.rows) for group in reasons),
        unfiltered=visit.addresses.to(PATH) if asked.is_filtering else "",
        tables=visit.tables("requirements"),
    )
