"""All runs, the last one first: how far each came, when it looked, by which law, and what it can be compared with."""

from typing import Final

from starlette.responses import Response

from compliance.server.access.identity import Action
from compliance.server.run_rows import run_rows
from compliance.server.visit import Visit

PATH: Final = "/runs"
NEEDS: Final = Action.SEE_RUNS


def show(visit: Visit) -> Response:
    runs = visit.reader.runs()
    complete = [run for run in runs if run.is_complete]
    return visit.page(
        "runs_page.html",
        visit.words("Runs"),
        rows=run_rows(reversed(runs), visit),
        choices=tuple(run.number for run in reversed(complete)) if len(complete) > 1 else (),
    )
