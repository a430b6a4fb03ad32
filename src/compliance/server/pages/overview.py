"""The overview: how many platforms exchange data, by what evidence, what changed, what is due, whose work is left."""

from typing import Final

from starlette.responses import Response

from compliance.report import due_rows
from compliance.server.access.identity import Action
from compliance.server.run_rows import run_rows
from compliance.server.trends import trend_picture
from compliance.server.visit import Visit

PATH: Final = "/"
NEEDS: Final = Action.SEE_PAGES


def show(visit: Visit) -> Response:
    if not visit.has_complete_run:
        return visit.page("empty.html", visit.words("Overview"), runs=run_rows(reversed(visit.runs), visit))
    first = visit.first_screen
    return visit.page(
        "overview.html",
        visit.words("Overview"),
        first=first,
        compared=_compared(visit),
        trend=trend_picture(visit),
        next_due=due_rows.ahead(first.due),
    )


def _compared(visit: Visit) -> str:
    """Return the address of all that changed since the run before; empty if there is none, or it was removed."""
    changes = visit.report.changes
    if changes is None or not any(run.number == changes.since.number for run in visit.runs):
        return ""
    return visit.addresses.to(f"/runs/{visit.run.number}/since/{changes.since.number}")
