"""A waiver of one finding is asked for."""

from typing import Final

from starlette.datastructures import FormData
from starlette.responses import RedirectResponse, Response

from compliance.actions.errors import UsageError
from compliance.actions.waiver_requests import propose_waiver
from compliance.model.waiver_request import Proposal
from compliance.server.access.identity import Action
from compliance.server.fields import last_day_of, text_of
from compliance.server.proposals import asked_finding, form_page
from compliance.server.visit import Visit

PATH: Final = "/platforms/{slug}/waiver"
NEEDS: Final = Action.PROPOSE_WAIVER


def act(visit: Visit, fields: FormData) -> Response:
    given = {name: text_of(fields, name) for name in ("rule", "scope", "reason", "legal_basis", "expires")}
    asked = asked_finding(visit, given["rule"], given["scope"])
    try:
        proposal = Proposal(
            platform=asked.subject.id,
            run=visit.run.number,
            rule=asked.rule,
            scope=asked.finding.fingerprint,
            reason=given["reason"].strip(),
            legal_basis=given["legal_basis"].strip(),
            proposer=visit.identity.name,
            expires=last_day_of(given["expires"]),
        )
        propose_waiver(proposal, history=visit.place)
    except UsageError as error:
        problems = [visit.words.message(message) for _, message in error.faults]
        return form_page(visit, asked, given, problems, 422)
    return RedirectResponse(visit.addresses.to("/waivers"), 303)
