"""By which names the dashboard may be called: a foreign name that leads here is an attack (DNS rebinding)."""

import re
from typing import Final

from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from compliance.model.text import Message
from compliance.server.access.entrance import Entrance
from compliance.server.access.settings import Loopback
from compliance.server.errors import error_page

_HOST: Final = re.compile(r"(?:\[(?P<six>[0-9a-fA-F:.]{2,45})\]|(?P<name>[A-Za-z0-9_.-]{1,253}))(?::\d{1,5})?")
HEALTH: Final = "/healthz"
"""Whoever watches over the service calls it by whatever address it has, and learns nothing else."""
_OF_PROXIES: Final = frozenset({b"forwarded", b"via", b"x-forwarded-for", b"x-forwarded-host", b"x-real-ip"})


def host_name(field: str) -> str | None:
    """Return the name in a Host field without its port, None if it is none (RFC 9110, 7.2)."""
    match = _HOST.fullmatch(field)
    if match is None:
        return None
    return str(match["six"] or match["name"]).lower()


class HostCheck:
    """Refuses other names, two Host fields, and a proxy before a dashboard that serves this machine alone."""

    def __init__(self, app: ASGIApp, entrance: Entrance) -> None:
        self._app = app
        self._entrance = entrance

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        is_checked = scope["type"] == "http" and scope["path"] != HEALTH
        refusal = self._refusal(scope) if is_checked else None
        if refusal is None:
            if self._entrance.is_tls:
                scope["scheme"] = "https"  # because TLS may end at the proxy, and addresses are those of browsers
            await self._app(scope, receive, send)
            return
        await error_page(Request(scope), *refusal)(scope, receive, send)

    def _refusal(self, scope: Scope) -> tuple[int, Message] | None:
        fields = [value for name, value in scope["headers"] if name == b"host"]
        name = host_name(fields[0].decode("latin-1")) if len(fields) == 1 else None
        if name is None or name not in self._entrance.hosts:
            return 421, Message.of("this server is not called by that name; --allowed-host names further ones")
        if not scope["path"].startswith("/"):
            return 400, Message.of("what is asked for is no path of this server")
        if isinstance(self._entrance.access, Loopback) and any(name in _OF_PROXIES for name, _ in scope["headers"]):
            template = (
                "a proxy stands before this dashboard, and nobody logs in: start it with --auth oidc or --auth proxy"
            )
            return 403, Message.of(template)
        return None
