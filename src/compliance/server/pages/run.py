"""One run: who looked when and by which law, what changed since the run before, and its report to take away."""

from typing import Final

from starlette.responses import Response

from compliance.report.facts import facts
from compliance.server.access.identity import Action
from compliance.server.run_rows import run_row, run_rows
from compliance.server.visit import Visit

PATH: Final = "/runs/{number:int}"
NEEDS: Final = Action.SEE_RUNS
_PAPERS: Final = ("html", "pdf", "xlsx", "csv", "json")


def show(visit: Visit) -> Response:
    run = visit.run_of_path("number")
    of_run = visit.for_run(run)
    earlier = of_run.series[:-1]
    return of_run.page(
        "run_page.html",
        visit.words("Run {number}", number=run.number),
        run=run_row(run, visit),
        facts=facts(of_run.report, visit.words),
        read=visit.in_run(run.number).to("/"),
        before=visit.addresses.to(f"/runs/{run.number}/since/{earlier[-1].number}") if earlier else "",
        earlier=run_rows(reversed(earlier), visit),
        compare=visit.addresses.to("/comparison"),
        papers={form: visit.addresses.to(f"/runs/{run.number}/report.{form}") for form in _PAPERS},
    )
