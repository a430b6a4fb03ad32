"""A key of a program counts no more."""

from typing import Final

from starlette.datastructures import FormData
from starlette.responses import RedirectResponse, Response

from compliance.actions.program_keys import program_keys, revoke_key
from compliance.server.access.identity import Action
from compliance.server.missing import NotFound
from compliance.server.visit import Visit

PATH: Final = "/keys/{number:int}"
NEEDS: Final = Action.MANAGE_KEYS


def act(visit: Visit, _: FormData) -> Response:
    number = visit.request.path_params["number"]
    key = next((each for each in program_keys(visit.place) if each.number == number), None)
    if key is None:
        raise NotFound
    if key.revoked is None:  # because whoever asks twice has what they asked for
        revoke_key(key.name, history=visit.place)
    return RedirectResponse(visit.addresses.to("/keys"), 303)
