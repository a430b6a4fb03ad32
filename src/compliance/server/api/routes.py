"""The routes of the API."""

from types import ModuleType

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from compliance.actions.errors import NoRun, UsageError
from compliance.server.access.needs import needs
from compliance.server.api import description
from compliance.server.api.answering import FILE, in_json, sent
from compliance.server.api.call import ROOT, Call
from compliance.server.api.parameters import read
from compliance.server.api.refusals import Refused
from compliance.server.api.walking import modules
from compliance.server.errors import error_page
from compliance.server.missing import NotFound, first_fault
from compliance.server.turns import Turns


def routes() -> list[BaseRoute]:
    """Return the route of each resource, and of the document that describes them."""
    described = Route(f"{ROOT}{description.PATH}", needs(description.NEEDS)(description.show), methods=["GET"])
    return [*map(_route, modules()), described]


def _route(resource: ModuleType) -> BaseRoute:
    def show(request: Request) -> Response:
        try:
            call = Call(request, read(resource.PARAMETERS, request.path_params, request.query_params))
            given = resource.answer(call)
        except Refused as error:
            return error_page(request, error.status, error.message)
        except NotFound as error:
            return error_page(request, 404, error.message)
        except NoRun as error:
            return error_page(request, 404, first_fault(error))
        except UsageError as error:  # because the history is no longer one that can be read
            return error_page(request, 503, first_fault(error))
        return sent(given if resource.FORM is FILE else in_json(given, call), call)

    async def in_turn(request: Request) -> Response:
        turns: Turns = request.app.state.turns
        return await turns.run(request, lambda: show(request))

    shown = in_turn if getattr(resource, "IS_LONG", False) else show
    return Route(f"{ROOT}{resource.PATH}", needs(resource.NEEDS)(shown), methods=["GET"])
