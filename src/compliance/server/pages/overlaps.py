"""Systems that seem to do what another does: among the records of the run, and in a table that a reader sends."""

from typing import Final

from starlette.responses import Response

from compliance.server.access.identity import Action
from compliance.server.breakers import breakers
from compliance.server.visit import Visit

PATH: Final = "/overlaps"
NEEDS: Final = Action.SEE_PAGES
RULES: Final = ("record.platforms_do_not_overlap",)


def show(visit: Visit) -> Response:
    return visit.page("overlaps_page.html", visit.words("Overlaps"), breakers=breakers(visit, RULES), found=None)
