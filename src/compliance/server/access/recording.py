"""One entry in the log of access for each request that saw or did something, or was refused."""

import time
from typing import Final
from urllib.parse import parse_qsl

from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from compliance.server.access.entrance import Entrance
from compliance.server.access.identification import REASON
from compliance.server.access.identity import identity_of
from compliance.server.access.log import LOG
from compliance.server.access.needs import NEEDED
from compliance.server.access.peers import client

_MOST_NAMES: Final = 20


class Recording:
    """Writes who asked for what, from where, and how it ended. What everybody may see is written if it was refused."""

    def __init__(self, app: ASGIApp, entrance: Entrance) -> None:
        self._app = app
        self._entrance = entrance

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        status, began = 0, time.monotonic()
        scope[LOG] = self._entrance.log

        async def watched(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self._app(scope, receive, watched)
        finally:
            if NEEDED in scope or status >= 400 or status == 0:
                self._write(scope, status, time.monotonic() - began)

    def _write(self, scope: Scope, status: int, seconds: float) -> None:
        identity = identity_of(HTTPConnection(scope))
        self._entrance.log.write(
            "request",
            who=identity.name if identity else None,
            **({"key": identity.key} if identity and identity.key is not None else {}),
            client=client(scope, self._entrance.access.proxies),
            action=scope.get(NEEDED),
            method=scope["method"],
            path=scope["path"],
            query=_names(scope) or None,
            status=status,
            reason=scope.get(REASON),
            milliseconds=round(seconds * 1000),
        )


def _names(scope: Scope) -> str:
    """Return the names in a query without their values, which may be secrets."""
    try:
        pairs = parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True, max_num_fields=_MOST_NAMES)
    except ValueError:
        return "…"
    return ",".join(name for name, _ in pairs)
