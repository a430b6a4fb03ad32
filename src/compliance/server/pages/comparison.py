"""A run against an earlier one: stages risen and fallen, findings new, back and mended, and what the law changed."""

from typing import Final

from starlette.responses import Response

from compliance.actions.errors import UsageError
from compliance.report import run_changes, run_words
from compliance.server.access.identity import Action
from compliance.server.change_rows import move_rows
from compliance.server.changed_findings import finding_groups, shared_cause
from compliance.server.missing import NotFound, first_fault
from compliance.server.run_rows import run_row
from compliance.server.visit import Visit

PATH: Final = "/runs/{number:int}/since/{since:int}"
NEEDS: Final = Action.SEE_RUNS
IS_LONG: Final = True


def show(visit: Visit) -> Response:
    run, since = visit.run_of_path("number"), visit.run_of_path("since")
    of_run = visit.for_run(run)
    try:
        report = visit.within(visit.reader.compared(run, since))
    except UsageError as error:
        raise NotFound(first_fault(error)) from error
    shared = shared_cause(report)
    return of_run.page(
        "comparison_page.html",
        visit.words("Run {number} since run {since}", number=run.number, since=since.number),
        run=run_row(run, visit),
        since=run_row(since, visit),
        changes=run_changes.section(report, visit.words),
        moves=move_rows(report, of_run.context),
        groups=finding_groups(report, of_run.context),
        by_all=run_words.cause(shared, visit.words) if shared else "",
        ladder=of_run.context.ladder,
    )
