"""One HTTP connection of a hub: it tells the application the client's certificate and lets it tear the connection.

Put into every scope: `extensions["tls"]["client_certificate"]`, DER or None, behind TLS only, and
`extensions["ndxp.abort"]`, a Tear. An application that finds no Tear runs in memory.
"""

import asyncio
import socket
import ssl
import struct
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

from starlette.types import ASGIApp, Receive, Scope, Send
from uvicorn.protocols.http.h11_impl import H11Protocol

TEAR: Final = "ndxp.abort"
TLS: Final = "tls"
_NO_LINGER: Final = struct.pack("ii", 1, 0)


@dataclass(frozen=True, slots=True)
class Tear:
    """Two ways to end a connection in the middle of an answer. What was sent before arrives."""

    transport: asyncio.Transport

    def close(self) -> None:
        """End in order (FIN), as a server that believes it is done."""
        self.transport.close()

    def reset(self) -> None:
        """End at once (RST), as a server that died."""
        bound = self.transport.get_extra_info("socket")
        if bound is not None:
            bound.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _NO_LINGER)
        self.transport.abort()


class HubConnection(H11Protocol):
    """For uvicorn: `Config(http=HubConnection)`."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as uvicorn itself does
        """Wrap the application for this connection."""
        super().connection_made(transport)
        self.app = partial(_extended, self.app, transport)


async def _extended(
    application: ASGIApp, transport: asyncio.Transport, scope: Scope, receive: Receive, send: Send
) -> None:
    extensions: dict[str, Any] = {**scope.get("extensions", {}), TEAR: Tear(transport)}
    secured: ssl.SSLObject | None = transport.get_extra_info("ssl_object")
    if secured is not None:
        extensions[TLS] = {"client_certificate": secured.getpeercert(binary_form=True)}
    await application({**scope, "extensions": extensions}, receive, send)
