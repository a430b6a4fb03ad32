"""What the pages rest on: which evidence counts for which stage, how old it is, and how to read all of it."""

from typing import Final

from starlette.responses import Response

from compliance.model.stages import counted_platforms
from compliance.report.formats.html.view import stage_meanings
from compliance.server.access.identity import Action
from compliance.server.evidence_rows import evidence_rows
from compliance.server.visit import Visit

PATH: Final = "/evidence"
NEEDS: Final = Action.SEE_PAGES


def show(visit: Visit) -> Response:
    return visit.page(
        "evidence_page.html",
        visit.words("About the evidence"),
        first=visit.first_screen,
        rows=evidence_rows(counted_platforms(visit.platforms), visit.report.as_of, visit.context),
        page={"meanings": stage_meanings(visit.context)},
    )
