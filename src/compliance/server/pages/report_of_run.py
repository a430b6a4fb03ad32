"""The whole report of a run in a format to take away."""

from typing import Final

from starlette.responses import Response

from compliance.server.access.identity import Action
from compliance.server.papers import paper
from compliance.server.visit import Visit

PATH: Final = "/runs/{number:int}/report.{form}"
NEEDS: Final = Action.SEE_RUNS
IS_LONG: Final = True


def show(visit: Visit) -> Response:
    of_run = visit.for_run(visit.run_of_path("number"))
    return paper(of_run, of_run.whole, f"report-{of_run.run.number}")
