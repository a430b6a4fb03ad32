"""One requirement: its text in our words, how well it is known, the rules that check it, and who breaks them."""

from typing import Final

from starlette.responses import Response

from compliance.actions.errors import UsageError
from compliance.actions.explain import explain
from compliance.model.manual import RequirementPage
from compliance.report import citation, labels
from compliance.report.behind import title
from compliance.report.formats.html.links import Link
from compliance.server.access.identity import Action
from compliance.server.breakers import breakers
from compliance.server.missing import NotFound, first_fault
from compliance.server.visit import Visit

PATH: Final = "/requirements/{id}"
NEEDS: Final = Action.SEE_PAGES


def show(visit: Visit) -> Response:
    words, context = visit.words, visit.context
    page = explained(visit)
    known = page.requirement
    state = next((row for row in visit.report.requirements if row.id == known.id), None)
    rules = state.rules if state is not None else page.rules
    return visit.page(
        "requirement_page.html",
        citation.short(known, words),
        cited=citation.full(known, words),
        id=known.id,
        duty=words.text(known.duty),
        standing=citation.standing(known, visit.report.as_of, words),
        state=labels.sentence_case(labels.state(state.state, words)) if state is not None else "",
        reason=words.text(page.reason.name) if page.reason is not None else "",
        instead=words.text(page.reason.instead) if page.reason is not None else "",
        rules=tuple(Link(title(rule, context), context.addresses.rule(rule)) for rule in rules),
        breakers=breakers(visit, rules),
    )


def explained(visit: Visit) -> RequirementPage:
    """Return what is said of the requirement that the address names; raises `NotFound`."""
    try:
        found = explain(visit.request.path_params["id"], as_of=visit.report.as_of)
    except UsageError as error:
        raise NotFound(first_fault(error)) from error
    if not isinstance(found, RequirementPage):
        raise NotFound
    return found
