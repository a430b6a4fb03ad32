"""Requests that another site makes a browser send (CSRF): refused by where they come from, and for want of a token."""

import hmac
from typing import Final
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.requests import HTTPConnection, Request
from starlette.types import ASGIApp, Receive, Scope, Send

from compliance.model.address import PORTS
from compliance.model.text import Message
from compliance.server.access.bodies import replayed
from compliance.server.access.entrance import Entrance
from compliance.server.access.identification import BINDING, REASON
from compliance.server.access.identity import identity_of
from compliance.server.errors import error_page

FIELD: Final = "csrf_token"
HEADER: Final = "X-CSRF-Token"
_KEY: Final = "compliance.forgery_key"
_HARMLESS: Final = frozenset({"GET", "HEAD", "OPTIONS"})
_OURSELVES: Final = frozenset({"same-origin", "none"})
_FOREIGN: Final = Message.of("the request comes from another site")
_FORMS: Final = ("application/x-www-form-urlencoded", "multipart/form-data")
_MOST_FIELDS: Final = 1_000


def csrf_token(request: HTTPConnection) -> str:
    """Return the token that a form of this page has to send in the field `csrf_token`, or as `X-CSRF-Token`."""
    return _token(request.scope)


class ForgeryCheck:
    """Lets through what changes something only from our own pages, and with the token that they were given."""

    def __init__(self, app: ASGIApp, entrance: Entrance) -> None:
        self._app = app
        self._entrance = entrance

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            scope[_KEY] = self._entrance.key
            if _is_embedding(scope):
                await self._refuse(scope, _FOREIGN, receive, send)
                return
            # because no page of another site knows the key of a program, and browsers send none by themselves
            if scope["method"] not in _HARMLESS and not _has_key(scope):
                refusal = self._foreign(scope) or await _without_token(scope, receive)
                if refusal is not None:
                    await self._refuse(scope, refusal, receive, send)
                    return
        await self._app(scope, receive, send)

    async def _refuse(self, scope: Scope, refusal: Message, receive: Receive, send: Send) -> None:
        scope[REASON] = refusal
        await error_page(Request(scope), 403, refusal)(scope, receive, send)

    def _foreign(self, scope: Scope) -> Message | None:
        """Say that a request comes from another site, None if nothing says so."""
        headers = Headers(scope=scope)
        if headers.get("sec-fetch-site", "same-origin") != "same-origin" or len(headers.getlist("origin")) > 1:
            return _FOREIGN
        origin = headers.get("origin")
        scheme = "https" if self._entrance.is_tls else "http"
        if origin is not None and _site(origin) != _site(f"{scheme}://{headers.get('host', '')}"):
            return _FOREIGN
        return None


def _is_embedding(scope: Scope) -> bool:
    """Return whether another site loads something of ours into a page of its own, or asks for it in its stead.

    That it may follow a link to us is all that it may (Fetch Metadata: Sec-Fetch-Site, -Mode, -Dest); what browsers do
    not say counts as harmless, because programs say none of it.
    """
    headers = Headers(scope=scope)
    if headers.get("sec-fetch-site", "none") in _OURSELVES:
        return False
    is_link = headers.get("sec-fetch-mode") == "navigate" and headers.get("sec-fetch-dest", "document") == "document"
    return not is_link


def _has_key(scope: Scope) -> bool:
    identity = identity_of(HTTPConnection(scope))
    return identity is not None and identity.key is not None


async def _without_token(scope: Scope, receive: Receive) -> Message | None:
    headers = Headers(scope=scope)
    given = headers.get(HEADER)
    if given is None and headers.get("content-type", "").partition(";")[0].strip().lower() in _FORMS:
        given = await _in_form(scope, receive)
    if given is None:
        return Message.of("the request has no token against forgery: send it from a page of this dashboard")
    if not hmac.compare_digest(given.encode("utf-8", "surrogatepass"), _token(scope).encode()):
        return Message.of("the token against forgery is of another session: load the page anew")
    return None


async def _in_form(scope: Scope, receive: Receive) -> str | None:
    try:
        form = await Request(scope, replayed(scope, receive)).form(max_fields=_MOST_FIELDS)
        given = form.getlist(FIELD)
        await form.close()
    except Exception:  # noqa: BLE001 - because a form that cannot be read has no token, whatever is wrong with it
        return None
    return given[0] if len(given) == 1 and isinstance(given[0], str) else None


def _token(scope: Scope) -> str:
    identity = identity_of(HTTPConnection(scope))
    bound = f"{scope.get(BINDING, '')}\0{identity.name if identity else ''}"
    return hmac.new(scope[_KEY], bound.encode("utf-8", "surrogatepass"), "sha256").hexdigest()


def _site(address: str) -> tuple[str, str, int | None] | None:
    """Return scheme, host and port of an origin; None for `null` and what is none."""
    try:
        parts = urlsplit(address.lower())
        port = parts.port or PORTS.get(parts.scheme)
    except ValueError:
        return None
    return (parts.scheme, parts.hostname, port) if parts.hostname else None
