"""Who sent a request: by a key, by a session, by the word of the proxy, or because only this machine can send one."""

from hmac import compare_digest
from secrets import token_urlsafe
from typing import Final

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send
from starlette.types import Message as Event

from compliance.actions.errors import ActionError
from compliance.model.text import Message
from compliance.report.sanitise import one_line
from compliance.server.access.cookies import keep
from compliance.server.access.entrance import Entrance
from compliance.server.access.identity import IDENTITY, Identity, Role
from compliance.server.access.keys import KeyRefused, presented_key
from compliance.server.access.needs import LOGIN_OFFERED
from compliance.server.access.peers import counted, is_named, peer
from compliance.server.access.settings import LOCALHOST, Loopback, OidcAccess, ProxyAccess, identity_from
from compliance.server.errors import error_page
from compliance.server.missing import first_fault

BINDING: Final = "compliance.binding"
"""The key of a request's scope under which what binds its forms to a browser stands; empty if nothing does."""
REASON: Final = "compliance.reason"
"""The key under which stands why a request was refused, for the log."""
STATIC: Final = "/static/"
"""What the paths of files begin with that are for everybody."""
_LONGEST_NAME: Final = 200


class Identification:
    """Puts an `Identity` into the scope, or None."""

    def __init__(self, app: ASGIApp, entrance: Entrance) -> None:
        self._app = app
        self._entrance = entrance

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        if (key := presented_key(scope, self._entrance.access)) is not None:
            await self._by_key(key, scope, receive, send)
            return
        cookie = Request(scope).cookies.get(self._entrance.cookie, "")
        match self._entrance.access:
            case Loopback():
                scope[IDENTITY] = Identity(LOCALHOST, frozenset({Role.AUDITOR}))
            case OidcAccess():
                try:
                    scope[IDENTITY] = await self._in_session(cookie, scope)
                except ActionError as error:
                    await error_page(Request(scope), 503, first_fault(error))(scope, receive, send)
                    return
                scope[LOGIN_OFFERED] = True
                scope[BINDING] = cookie if scope[IDENTITY] is not None else ""
                await self._app(scope, receive, send)
                return
            case ProxyAccess() as access:
                refusal = by_proxy(scope, access, self._entrance.secret)
                if refusal is not None:
                    scope[REASON] = refusal
                    await error_page(Request(scope), 401, refusal)(scope, receive, send)
                    return
        scope[BINDING] = cookie or token_urlsafe(32)
        await self._app(scope, receive, send if cookie else self._setting(scope[BINDING], send))

    async def _in_session(self, cookie: str, scope: Scope) -> Identity | None:
        """Return whose session a cookie opens; files that everybody may see are not worth the question."""
        if not cookie or scope["path"].startswith(STATIC):
            return None
        sessions = self._entrance.sessions
        return sessions.recall(cookie) or await run_in_threadpool(sessions.find, cookie)

    async def _by_key(self, key: str, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a program in by its key alone: no session counts beside it, none is begun, and nothing is bound to it."""
        address = counted(scope, self._entrance.access.proxies)
        try:
            scope[IDENTITY] = await self._entrance.keys.identity(key, address)
        except KeyRefused as error:
            scope[REASON] = error.message
            answer = error_page(Request(scope), error.status, error.message)
            if error.wait:
                answer.headers["Retry-After"] = str(error.wait)
            await answer(scope, receive, send)
            return
        except ActionError as error:
            await error_page(Request(scope), 503, first_fault(error))(scope, receive, send)
            return
        await self._app(scope, receive, send)

    def _setting(self, binding: str, send: Send) -> Send:
        """Return a `send` that gives the browser what binds forms to it."""
        carrier = Response()
        keep(carrier, self._entrance.cookie, binding, is_tls=self._entrance.is_tls)

        async def setting(event: Event) -> None:
            if event["type"] == "http.response.start":
                MutableHeaders(scope=event).append("Set-Cookie", carrier.headers["set-cookie"])
            await send(event)

        return setting


def by_proxy(scope: Scope, access: ProxyAccess, secret: bytes) -> Message | None:
    """Put who the proxy says it is into the scope, and take its fields out; returns why it is not believed, or None.

    Without any of its fields nobody is logged in, which is no reason to refuse.
    """
    scope[IDENTITY] = None
    names = {name.lower() for name in (access.header_user, access.header_groups, access.header_secret)}
    fields = [(name.decode("latin-1"), value) for name, value in scope["headers"]]
    ours = [(name.replace("_", "-"), name, value) for name, value in fields if name.replace("_", "-") in names]
    scope["headers"] = [
        (name.encode("latin-1"), value) for name, value in fields if name.replace("_", "-") not in names
    ]
    if not ours:
        return None
    if not is_named(peer(scope), access.proxies):
        return Message.of("header fields of the proxy came from an address that is not the proxy's")
    if len({plain for plain, _, _ in ours}) != len(ours) or any(plain != name for plain, name, _ in ours):
        return Message.of(
            "header fields of the proxy came twice, or with underscores: the proxy has to remove foreign ones"
        )
    given = {plain: value for plain, _, value in ours}
    if not compare_digest(given.get(access.header_secret.lower(), b""), secret):
        return Message.of("header fields of the proxy came without the secret that it shares with this dashboard")
    return _named(scope, access, given)


def _named(scope: Scope, access: ProxyAccess, given: dict[str, bytes]) -> Message | None:
    try:
        name = given.get(access.header_user.lower(), b"").decode().strip()
        groups = given.get(access.header_groups.lower(), b"").decode()
    except UnicodeDecodeError:
        return Message.of("header fields of the proxy are not UTF-8")
    if not name or len(name) > _LONGEST_NAME or name != one_line(name):
        return Message.of("the proxy names nobody: its field for the user is empty, too long, or no plain text")
    held = frozenset(filter(None, (group.strip() for group in groups.split(access.separator))))
    scope[IDENTITY] = identity_from(name, held, access.groups)
    return None
