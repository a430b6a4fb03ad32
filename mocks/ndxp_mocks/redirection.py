"""Plain HTTP done well: every request is led to https, with nothing in the answer (RFC 9110, 15.4.9)."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send


def redirection(url: str) -> ASGIApp:
    """An application that leads to the same path below another base address."""

    async def redirecting(scope: Scope, receive: Receive, send: Send) -> None:
        asked = Request(scope).url
        target = f"{url}{asked.path}?{asked.query}" if asked.query else f"{url}{asked.path}"
        await Response(None, 308, {"Location": target})(scope, receive, send)

    return redirecting


def refusal() -> ASGIApp:
    """An application that says no to everything and leads nowhere."""
    return Response(None, 403)
