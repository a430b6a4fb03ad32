"""The report on the platforms of one owner in a format to take away."""

from typing import Final

from starlette.responses import Response

from compliance.server.access.identity import Action
from compliance.server.papers import paper
from compliance.server.visit import Visit

PATH: Final = "/owners/{key}/report.{form}"
NEEDS: Final = Action.SEE_PAGES
IS_LONG: Final = True


def show(visit: Visit) -> Response:
    key: str = visit.request.path_params["key"]
    owner = visit.of_owner(key).subjects[0]
    return paper(visit, visit.owned(visit.whole, owner), f"report-{visit.run.number}-{key}")
