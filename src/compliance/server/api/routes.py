"""The routes of the API, found by walking its resources."""

from collections.abc import Iterator
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from compliance.actions.errors import UsageError
from compliance.server.access.needs import needs
from compliance.server.api import resources
from compliance.server.api.answering import FILE, in_json, tagged
from compliance.server.api.call import ROOT, Call
from compliance.server.api.parameters import read
from compliance.server.api.refusals import Refused
from compliance.server.errors import error_page
from compliance.server.missing import NotFound, first_fault


def routes() -> list[BaseRoute]:
    """Return the route of each resource."""
    return [_route(resource) for resource in modules()]


def modules() -> Iterator[ModuleType]:
    """Yield the resources by name."""
    for found in iter_modules(resources.__path__):
        if not found.name.startswith("_"):
            yield import_module(f"{resources.__name__}.{found.name}")


def _route(resource: ModuleType) -> BaseRoute:
    def show(request: Request) -> Response:
        try:
            call = Call(request, read(resource.PARAMETERS, request.path_params, request.query_params))
            given = resource.answer(call)
        except Refused as error:
            return error_page(request, error.status, error.message)
        except NotFound as error:
            return error_page(request, 404, error.message)
        except UsageError as error:  # because the run that is asked for is away, or has no verdicts
            return error_page(request, 404, first_fault(error))
        return tagged(given if resource.FORM is FILE else in_json(given, call), call)

    return Route(f"{ROOT}{resource.PATH}", needs(resource.NEEDS)(show), methods=["GET"])
