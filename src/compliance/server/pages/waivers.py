"""Waivers that were asked for, what became of them, and who may decide what."""

from typing import Final

from starlette.responses import Response

from compliance.actions.waiver_requests import waiver_requests
from compliance.server.access.identity import Action
from compliance.server.visit import Visit
from compliance.server.waiver_rows import waiver_rows

PATH: Final = "/waivers"
NEEDS: Final = Action.SEE_PAGES


def show(visit: Visit) -> Response:
    known = frozenset(subject.id for subject in visit.report.subjects)
    requests = [each for each in waiver_requests(visit.place) if each.proposal.platform in known]
    return visit.page("waivers_page.html", visit.words("Waivers"), rows=waiver_rows(requests, visit))
