"""Log-in and log-out by an OpenID provider: `/auth/login`, `/auth/callback`, `/auth/logout`."""

from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from functools import wraps
from typing import Any, Final

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from compliance.actions.errors import ActionError, UsageError
from compliance.model.text import Message
from compliance.report.sanitise import one_line
from compliance.server.access.cookies import forget, keep
from compliance.server.access.entrance import Entrance
from compliance.server.access.failures import LogInFailed
from compliance.server.access.identity import Identity, identity_of
from compliance.server.access.log import Value
from compliance.server.access.needs import LOGIN, LOGOUT, public
from compliance.server.access.own_paths import own_path
from compliance.server.access.peers import client, counted
from compliance.server.access.pending import LONGEST, PendingLogIns
from compliance.server.access.provider import CALLBACK, Provider
from compliance.server.access.settings import OidcAccess, identity_from
from compliance.server.errors import error_page, plain_page
from compliance.server.missing import first_fault, is_of_place

_LONGEST_NAME: Final = 200
_LONGEST_CODE: Final = 4_096

Endpoint = Callable[[Request], Awaitable[Response]]


def routes(entrance: Entrance) -> list[BaseRoute]:
    """Return the routes of log-in; none where nobody logs in here."""
    if not isinstance(entrance.access, OidcAccess):
        return []
    log_in = _LogIn(entrance, entrance.access)
    return [
        Route(LOGIN, public(log_in.guarded(log_in.begin)), methods=["GET"]),
        Route(CALLBACK, public(log_in.guarded(log_in.finish)), methods=["GET"]),
        Route(LOGOUT, public(log_in.guarded(log_in.leave)), methods=["POST"]),
    ]


class _LogIn:
    def __init__(self, entrance: Entrance, access: OidcAccess) -> None:
        self._entrance = entrance
        self._access = access
        self._provider = Provider(access, entrance.secret)
        self._pending = PendingLogIns(entrance.key)

    @property
    def _cookie(self) -> str:
        return f"{self._entrance.cookie}-login"

    def guarded(self, endpoint: Endpoint) -> Endpoint:
        """Say on a page and in the log why a log-in did not come off."""

        @wraps(endpoint)
        async def checked(request: Request) -> Response:
            try:
                return await endpoint(request)
            except LogInFailed as error:
                self._write(request, "log-in failed", reason=error.message, detail=error.detail or None)
                answer = error_page(request, error.status, error.message)
                if error.wait:
                    answer.headers["Retry-After"] = str(error.wait)
                forget(answer, self._cookie, is_tls=self._entrance.is_tls)
                return answer

        return checked

    async def begin(self, request: Request) -> Response:
        """Send a browser to the provider."""
        await self._count(request)
        begun, kept = self._pending.begin(own_path(request.query_params.get("next", "")))
        answer = RedirectResponse(await self._provider.log_in_address(begun), 303)
        keep(answer, self._cookie, kept, is_tls=self._entrance.is_tls, seconds=LONGEST)
        return answer

    async def finish(self, request: Request) -> Response:
        """Take a browser back from the provider: a session with an id that nobody knew before."""
        await self._count(request)
        begun = self._pending.finish(request.cookies.get(self._cookie, ""), request.query_params.get("state", ""))
        claims = await self._provider.claims(self._code(request), begun)
        identity = identity_from(self._name(claims), self._groups(claims), self._access.groups)
        if not identity.roles:
            template = "{name} is logged in at the log-in server, but none of their groups has a role on this dashboard"
            raise LogInFailed(403, Message.of(template, name=identity.name), "no role")
        await run_in_threadpool(self._entrance.sessions.end, request.cookies.get(self._entrance.cookie, ""))
        answer = RedirectResponse(begun.after, 303)
        session = await run_in_threadpool(self._begin, identity, self._groups(claims), begun.state)
        keep(answer, self._entrance.cookie, session, is_tls=self._entrance.is_tls)
        forget(answer, self._cookie, is_tls=self._entrance.is_tls)
        with suppress(ActionError):  # because whoever has a session is logged in, whatever is counted of them
            await run_in_threadpool(self._entrance.tries.forgive, counted(request.scope, self._access.proxies))
        self._write(request, "log-in", who=identity.name, roles=",".join(sorted(identity.roles)))
        return answer

    async def leave(self, request: Request) -> Response:
        """End the session here; at the provider people log out by themselves."""
        identity = identity_of(request)
        await run_in_threadpool(self._entrance.sessions.end, request.cookies.get(self._entrance.cookie, ""))
        self._write(request, "log-out", who=identity.name if identity else None)
        message = Message.of("you are logged out of the dashboard; the log-in server may still know you")
        answer = plain_page(request, message)
        forget(answer, self._entrance.cookie, is_tls=self._entrance.is_tls)
        answer.headers["Clear-Site-Data"] = '"cache", "storage"'
        return answer

    def _begin(self, identity: Identity, groups: frozenset[str], state: str) -> str:
        try:
            return self._entrance.sessions.begin(identity, groups, state)
        except ActionError as error:
            if isinstance(error, UsageError) and not is_of_place(error):
                # because another dashboard on the history took the browser back before
                raise LogInFailed(400, first_fault(error), "a state came twice") from None
            raise LogInFailed(503, first_fault(error), "the history is away") from None

    def _code(self, request: Request) -> str:
        issuers = request.query_params.getlist("iss")  # RFC 9207
        if issuers and issuers != [self._access.issuer]:
            raise LogInFailed(400, Message.of("the answer comes from another log-in server"), "another issuer")
        codes = request.query_params.getlist("code")
        if len(codes) != 1 or not 0 < len(codes[0]) <= _LONGEST_CODE or "error" in request.query_params:
            raise LogInFailed(400, Message.of("the log-in server did not confirm this log-in: begin again"), "no code")
        return codes[0]

    def _name(self, claims: Mapping[str, Any]) -> str:
        """Return the name of somebody; raises `LogInFailed` if the provider gives none that can be shown."""
        found = claims.get(self._access.name_claim)
        name = found if isinstance(found, str) and found.strip() else str(claims["sub"])
        if len(name) > _LONGEST_NAME or name != one_line(name):
            raise LogInFailed(400, Message.of("the log-in server gives a name that is too long, or no plain text"))
        return name

    def _groups(self, claims: Mapping[str, Any]) -> frozenset[str]:
        found = claims.get(self._access.groups_claim, ())
        named = [found] if isinstance(found, str) else found if isinstance(found, list) else []
        return frozenset(group for group in named if isinstance(group, str))

    async def _count(self, request: Request) -> None:
        try:
            seconds = await run_in_threadpool(self._entrance.tries.wait, counted(request.scope, self._access.proxies))
        except ActionError as error:
            raise LogInFailed(503, first_fault(error), "the history is away") from None
        if seconds:
            template = "too many log-ins were tried from your address: try again in {seconds} seconds"
            raise LogInFailed(429, Message.of(template, seconds=seconds), "too many tries", seconds)

    def _client(self, request: Request) -> str:
        return client(request.scope, self._access.proxies)

    def _write(self, request: Request, event: str, **members: Value) -> None:
        self._entrance.log.write(event, client=self._client(request), **members)
