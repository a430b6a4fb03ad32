"""Waivers that were asked for, what became of them, and who may decide what."""

from typing import Final

from starlette.responses import Response

from compliance.server.access.identity import Action
from compliance.server.visit import Visit
from compliance.server.waiver_rows import seen_requests, waiver_rows

PATH: Final = "/waivers"
NEEDS: Final = Action.SEE_PAGES


def show(visit: Visit) -> Response:
    return visit.page("waivers_page.html", visit.words("Waivers"), rows=waiver_rows(seen_requests(visit), visit))
