"""All runs, the last one first: how far each came, when it looked, by which law; and what workers are asked for."""

from typing import Final

from starlette.responses import Response

from compliance.actions.schedules import asked_orders, schedules
from compliance.server.access.identity import Action
from compliance.server.order_rows import order_rows, schedule_rows
from compliance.server.run_rows import run_rows
from compliance.server.visit import Visit

PATH: Final = "/runs"
NEEDS: Final = Action.SEE_RUNS


def show(visit: Visit) -> Response:
    runs = visit.runs
    complete = [run for run in reversed(runs) if run.is_complete]
    # because what workers are asked for tells of the platforms of all owners
    asked = asked_orders(visit.place) if visit.identity.sees_all else ()
    kept = schedules(visit.place) if visit.identity.sees_all else ()
    return visit.page(
        "runs_page.html",
        visit.words("Runs"),
        rows=run_rows(reversed(runs), visit),
        choices=run_rows(complete, visit) if len(complete) > 1 else (),
        orders=order_rows(asked, visit),
        schedules=schedule_rows(kept, asked, visit),
        may_start=visit.identity.may(Action.START_AUDIT),
    )
