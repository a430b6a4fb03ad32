"""The application: every page and form, found by walking the packages, behind what each request has to pass."""

from collections.abc import Iterator, Sequence
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType
from typing import TYPE_CHECKING, Final

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from compliance.actions.errors import ActionError, UsageError
from compliance.model.language import LANGUAGES
from compliance.model.text import Message
from compliance.server import forms, pages
from compliance.server.access.needs import needs, public
from compliance.server.api import routes as api
from compliance.server.errors import error_page
from compliance.server.memory import Memory
from compliance.server.missing import NotFound, first_fault, is_of_place
from compliance.server.preferred import preferred
from compliance.server.rendering import asset
from compliance.server.turns import Turns
from compliance.server.visit import Visit

if TYPE_CHECKING:
    from starlette.middleware import Middleware

    from compliance.actions.kept_reader import KeptReader

_MOST_FIELDS: Final = 40
_BROKEN: Final = Message.of("this page could not be made")


def application(further: Sequence[BaseRoute], middleware: "Sequence[Middleware]", reader: "KeptReader") -> Starlette:
    """Return the application; `further` are the routes of log-in and of what watches over the service."""
    made = Starlette(
        routes=[*routes(), *further],
        middleware=middleware,
        exception_handlers={NotFound: _not_found, ActionError: _failed, 404: _no_page, 405: _no_method},
    )
    made.state.reader = reader
    made.state.memory = Memory()
    made.state.turns = Turns()
    return made


def routes() -> list[BaseRoute]:
    """Return the routes of all pages and forms, of the files beside them, and of the API."""
    return [
        Route("/", _first, methods=["GET"]),
        Route("/static/{digest}/{name}", _asset, methods=["GET"]),
        *(_page(page, language) for page in modules(pages) for language in LANGUAGES),
        *(_form(form, language) for form in modules(forms) for language in LANGUAGES),
        *api.routes(),
    ]


def modules(package: ModuleType) -> Iterator[ModuleType]:
    """Yield the modules of pages or forms: each has its `PATH`, the action it `NEEDS`, and `show`, a form `act`.

    One that takes seconds for thousands of platforms has `IS_LONG`, and waits for its turn.
    """
    for found in iter_modules(package.__path__):
        if not found.name.startswith("_"):
            yield import_module(f"{package.__name__}.{found.name}")


def _page(page: ModuleType, language: str) -> BaseRoute:
    def show(request: Request) -> Response:
        answer: Response = page.show(Visit(request))
        return answer

    async def in_turn(request: Request) -> Response:
        turns: Turns = request.app.state.turns
        return await turns.run(request, lambda: show(request))

    shown = in_turn if getattr(page, "IS_LONG", False) else show
    return Route(f"/{language}{page.PATH}", needs(page.NEEDS)(shown), methods=["GET"])


def _form(form: ModuleType, language: str) -> BaseRoute:
    async def act(request: Request) -> Response:
        async with request.form(max_files=1, max_fields=_MOST_FIELDS) as fields:
            if getattr(form, "IS_LONG", False):
                turns: Turns = request.app.state.turns
                return await turns.run(request, lambda: form.act(Visit(request), fields))
            answer: Response = await run_in_threadpool(form.act, Visit(request), fields)
            return answer

    return Route(f"/{language}{form.PATH}", needs(form.NEEDS)(act), methods=["POST"])


@public
async def _first(request: Request) -> Response:
    """Lead to the overview in the language that the browser asks for."""
    return RedirectResponse(f"/{preferred(request.headers.get('accept-language', ''))}/", 303)


@public
async def _asset(request: Request) -> Response:
    found = asset(request.path_params["name"])
    return found if found is not None else await _no_page(request, None)


async def _not_found(request: Request, error: Exception) -> Response:
    message = error.message if isinstance(error, NotFound) else NotFound().message
    return error_page(request, 404, message)


async def _failed(request: Request, error: Exception) -> Response:
    """Say what cannot be had: what was asked for makes no sense, or the history is away or damaged."""
    status = 422 if isinstance(error, UsageError) and not is_of_place(error) else 503
    return error_page(request, status, first_fault(error) if isinstance(error, ActionError) else _BROKEN)


async def _no_page(request: Request, _error: Exception | None) -> Response:
    return error_page(request, 404, NotFound().message)


async def _no_method(request: Request, error: Exception) -> Response:
    answer = error_page(request, 405, Message.of("this address does not take {method}", method=request.method[:10]))
    if isinstance(error, HTTPException):
        answer.headers.update(error.headers or {})
    return answer
