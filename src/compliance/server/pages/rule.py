"""One rule: what it asks, why, what a finding says, what a pass does not show, and where it finds something."""

from typing import Final

from starlette.responses import Response

from compliance.report.formats.html.reference import rule_entry
from compliance.server.access.identity import Action
from compliance.server.breakers import breakers
from compliance.server.missing import NotFound
from compliance.server.visit import Visit

PATH: Final = "/rules/{id}"
NEEDS: Final = Action.SEE_PAGES


def show(visit: Visit) -> Response:
    rule = visit.context.rules.get(visit.request.path_params["id"])
    if rule is None:
        raise NotFound
    return visit.page(
        "rule_page.html",
        visit.words(rule.title),
        rule=rule_entry(rule, visit.context),
        breakers=breakers(visit, [rule.id]),
    )
