"""What is due: what begins to bind, what runs out, what was announced, for whom."""

from typing import Final

from starlette.responses import Response

from compliance.report import due, due_rows
from compliance.server.access.identity import Action
from compliance.server.visit import Visit

PATH: Final = "/due"
NEEDS: Final = Action.SEE_PAGES


def show(visit: Visit) -> Response:
    return visit.page(
        "due_page.html",
        visit.words("What is due"),
        due=visit.remembered("due", lambda: due_rows.groups(visit.report.due, visit.platforms, visit.context)),
        nothing_due=due.nothing(visit.words),
        tables=visit.tables("due"),
    )
