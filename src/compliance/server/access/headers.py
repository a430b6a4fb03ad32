"""Header fields that tell browsers what a page may do: nothing but what this server itself sends."""

from typing import Final

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from compliance.server.access.entrance import Entrance
from compliance.server.access.identification import STATIC
from compliance.server.access.settings import is_loopback, public_address

POLICY: Final = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
_ALWAYS: Final = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",  # because with no-referrer browsers call the origin of our own forms null
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "X-Frame-Options": "DENY",
}
_TLS_ONLY: Final = "max-age=31536000"
_ASKED_AGAIN: Final = "private, no-cache"
"""What has a tag may be kept by who asked for it, and is used only after it was asked for again."""


class SecurityHeaders:
    """Sets them on every answer; what is no file of ours for everybody is kept by no shared cache."""

    def __init__(self, app: ASGIApp, entrance: Entrance) -> None:
        self._app = app
        address = public_address(entrance.access)
        # because browsers hold it against every port of a name, and other programs of this machine have none
        self._is_bound_to_tls = entrance.is_tls and address is not None and not is_loopback(address.host)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def marked(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _ALWAYS.items():
                    headers[name] = value
                if not scope["path"].startswith(STATIC):
                    headers["Cache-Control"] = _ASKED_AGAIN if "etag" in headers else "no-store"
                if self._is_bound_to_tls:
                    headers["Strict-Transport-Security"] = _TLS_ONLY
            await send(message)

        await self._app(scope, receive, marked if scope["type"] == "http" else send)
