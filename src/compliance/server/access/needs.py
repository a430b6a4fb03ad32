"""Authorisation in one place: each route declares the action that it needs, or that it is open to everybody."""

from collections.abc import Awaitable, Callable, Iterable, Iterator
from functools import wraps
from inspect import iscoroutinefunction
from typing import Any, Final, TypeVar
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Mount

from compliance.model.text import Message
from compliance.server.access.identity import Action, Identity, identity_of
from compliance.server.errors import error_page

_DECLARED: Final = "__needed_action__"
_PUBLIC: Final = "public"
LOGIN: Final = "/auth/login"
LOGOUT: Final = "/auth/logout"
LOGIN_OFFERED: Final = "compliance.login"
"""The key of a request's scope that says whether somebody can log in here."""
NEEDED: Final = "compliance.action"
"""The key under which the action that the route of a request needs stands."""

Endpoint = Callable[[Request], Any]
Public = TypeVar("Public")


class Undeclared(Exception):
    """Routes say neither what they need nor that they are public. A fault of the program."""


def needs(action: Action) -> Callable[[Endpoint], Callable[[Request], Awaitable[Response]]]:
    """Let only those reach a page who may do this: `@needs(Action.SEE_PAGES)`.

    Who is not logged in is sent to log in, or told so where no page was asked for.
    """

    def guarded(endpoint: Endpoint) -> Callable[[Request], Awaitable[Response]]:
        @wraps(endpoint)
        async def checked(request: Request) -> Response:
            request.scope[NEEDED] = action
            refused = _refused(request, identity_of(request), action)
            if refused is not None:
                return refused
            if iscoroutinefunction(endpoint):
                answer: Response = await endpoint(request)
            else:
                answer = await run_in_threadpool(endpoint, request)
            return answer

        setattr(checked, _DECLARED, action)
        return checked

    return guarded


def noted(request: Request, action: Action) -> None:
    """Let the log of access say that a request does more than its route tells, such as approve what others propose."""
    request.scope[NEEDED] = action


def public(endpoint: Public) -> Public:
    """Declare that a page, or an application that is mounted, is open to everybody."""
    setattr(endpoint, _DECLARED, _PUBLIC)
    return endpoint


def declarations(routes: Iterable[BaseRoute], above: str = "") -> Iterator[tuple[str, Action | None, bool]]:
    """Yield of each route its path, the action it needs, None if none, and whether it is public."""
    for route in routes:
        path = above + getattr(route, "path", "")
        endpoint = getattr(route, "app", None) if isinstance(route, Mount) else getattr(route, "endpoint", None)
        declared = getattr(endpoint, _DECLARED, None)
        if isinstance(route, Mount) and declared is None and route.routes:
            yield from declarations(route.routes, path)
            continue
        yield path, declared if isinstance(declared, Action) else None, declared == _PUBLIC


def check_declared(routes: Iterable[BaseRoute]) -> None:
    """Raise `Undeclared` if a route says neither what it needs nor that it is public."""
    silent = [path for path, action, is_public in declarations(routes) if action is None and not is_public]
    if silent:
        raise Undeclared(f"routes that declare no action: {', '.join(silent)}")


def _refused(request: Request, identity: Identity | None, action: Action) -> Response | None:
    if identity is None:
        return _unknown(request)
    if identity.may(action):
        return None
    message = Message.of("{name} may not do this: {action}", name=identity.name, action=ACTION_WORDS[action])
    return error_page(request, 403, message)


def _unknown(request: Request) -> Response:
    if (
        request.scope.get(LOGIN_OFFERED)
        and request.method == "GET"
        and "text/html" in request.headers.get("accept", "")
    ):
        asked = request.url.path + (f"?{request.url.query}" if request.url.query else "")
        return RedirectResponse(f"{LOGIN}?next={quote(asked, safe='')}", 303)
    return error_page(request, 401, Message.of("nobody is logged in: log in first"))


ACTION_WORDS: Final = {
    Action.SEE_PAGES: Message.of("see the pages"),
    Action.SEE_DOSSIERS: Message.of("see dossiers"),
    Action.SEE_RUNS: Message.of("see runs"),
    Action.START_AUDIT: Message.of("start an audit"),
    Action.PROPOSE_WAIVER: Message.of("propose a waiver"),
    Action.APPROVE_WAIVER: Message.of("approve a waiver"),
    Action.SEE_ACCESS_LOG: Message.of("see the log of access"),
    Action.MANAGE_KEYS: Message.of("see, make and revoke keys of programs"),
}
