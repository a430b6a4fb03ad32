"""HTTP/2 and HTTP/1.1 behind one port: what client and server agreed on by ALPN is spoken (RFC 9113, section 3.2)."""

import asyncio
import ssl
from collections.abc import Callable
from functools import partial
from typing import Any, Final, cast

from hypercorn.app_wrappers import ASGIWrapper
from hypercorn.asyncio.tcp_server import TCPServer
from hypercorn.asyncio.worker_context import WorkerContext
from hypercorn.config import Config
from uvicorn.config import Config as UvicornConfig
from uvicorn.server import ServerState

HTTP_2: Final = "h2"


def negotiated_protocol(older: type[asyncio.Protocol]) -> type[asyncio.Protocol]:
    """Return a protocol for each connection: HTTP/2 if that was agreed on, else HTTP/1.1."""
    return cast("type[asyncio.Protocol]", partial(_AgreedProtocol, older))


class _AgreedProtocol(asyncio.Protocol):
    """The first protocol of a connection, which gives way to the one that was agreed on as soon as that is known."""

    def __init__(
        self, older: Callable[..., asyncio.Protocol], config: UvicornConfig, server_state: ServerState, **others: Any
    ) -> None:
        self._config = config
        self._state = server_state
        self._older = partial(older, config=config, server_state=server_state, **others)
        self._serving: asyncio.Task[None] | None = None
        self.transport: asyncio.Transport

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Choose by what was agreed on; without TLS it is HTTP/1.1."""
        self.transport = cast("asyncio.Transport", transport)
        secured: ssl.SSLObject | None = transport.get_extra_info("ssl_object")
        is_http_2 = secured is not None and secured.selected_alpn_protocol() == HTTP_2
        chosen = self._http_2() if is_http_2 else self._older()
        self.transport.set_protocol(chosen)
        chosen.connection_made(self.transport)

    def shutdown(self) -> None:
        """End the connection, as the server ends."""
        self.transport.abort()

    def _http_2(self) -> asyncio.StreamReaderProtocol:
        # because the server ends the connections that it knows of
        self._state.connections.add(cast("Any", self))
        return asyncio.StreamReaderProtocol(asyncio.StreamReader(), self._begin)

    def _begin(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        # because a task that asyncio starts here itself complains when it is cancelled, up to Python 3.11
        self._serving = asyncio.create_task(self._serve(reader, writer))

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        config = Config()
        config.include_server_header = False
        config.include_date_header = self._config.date_header
        application = ASGIWrapper(cast("Any", self._config.loaded_app))
        loop = asyncio.get_running_loop()
        try:
            await TCPServer(application, loop, config, WorkerContext(None), cast("Any", {}), reader, writer)
        finally:
            self._state.connections.discard(cast("Any", self))
