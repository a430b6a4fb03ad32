"""A waiver that was asked for is approved, refused or withdrawn."""

from typing import Final

from starlette.datastructures import FormData
from starlette.responses import RedirectResponse, Response

from compliance.actions.waiver_requests import decide_waiver
from compliance.model.text import Message
from compliance.model.waiver_request import RequestState
from compliance.server.access.identity import Action
from compliance.server.access.needs import noted
from compliance.server.errors import error_page
from compliance.server.fields import text_of
from compliance.server.missing import NotFound
from compliance.server.visit import Visit
from compliance.server.waiver_rows import seen_requests

PATH: Final = "/waivers/{number:int}"
NEEDS: Final = Action.PROPOSE_WAIVER
"""Who may propose may withdraw; what else may be done is asked for each decision."""

_DECISIONS: Final = {
    "approve": RequestState.APPROVED,
    "refuse": RequestState.REFUSED,
    "withdraw": RequestState.WITHDRAWN,
}


def act(visit: Visit, fields: FormData) -> Response:
    number, wanted = visit.request.path_params["number"], _DECISIONS.get(text_of(fields, "decision"))
    request = next((each for each in seen_requests(visit) if each.number == number), None)
    if request is None or wanted is None:
        raise NotFound
    if wanted is not RequestState.WITHDRAWN:
        noted(visit.request, Action.APPROVE_WAIVER)
    if wanted is not RequestState.WITHDRAWN and not visit.identity.may_approve(request.proposal.proposer):
        template = "{name} may not decide this: an auditor who did not ask for it does"
        return error_page(visit.request, 403, Message.of(template, name=visit.identity.name))
    decide_waiver(number, wanted, visit.identity.name, history=visit.place, note=text_of(fields, "note").strip())
    return RedirectResponse(visit.addresses.to("/waivers"), 303)
