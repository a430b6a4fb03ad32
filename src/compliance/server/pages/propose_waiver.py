"""The form with which a waiver of one finding is asked for."""

from typing import Final

from starlette.responses import Response

from compliance.server.access.identity import Action
from compliance.server.proposals import asked_finding, form_page
from compliance.server.visit import Visit

PATH: Final = "/platforms/{slug}/waiver"
NEEDS: Final = Action.PROPOSE_WAIVER


def show(visit: Visit) -> Response:
    query = visit.request.query_params
    return form_page(visit, asked_finding(visit, query.get("rule", ""), query.get("scope", "")), {})
