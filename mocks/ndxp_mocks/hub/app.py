"""The hub as an ASGI application: our own APIs, and the exchange wire for everything else.

It holds nothing that belongs to an event loop, so that it may be called from several, and from several threads.
"""

import asyncio
from contextlib import suppress
from dataclasses import dataclass, field
from email.utils import formatdate
from typing import Final

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ndxp_mocks.hub.api.pipeline import own_apis
from ndxp_mocks.hub.api.routing import is_own
from ndxp_mocks.hub.domain.exchange.webhook_worker import keep_delivering
from ndxp_mocks.hub.exchange_app import ExchangeApp
from ndxp_mocks.hub.http.absolute_form import in_origin_form
from ndxp_mocks.hub.seeding import hub_world
from ndxp_mocks.hub.state.world import World
from ndxp_mocks.hub.transport.upstream import Upstream
from ndxp_mocks.hub.transport.upstream_clients import InMemory, Sockets

SIMULATED: Final = ("X-Simulated", "true")


@dataclass(frozen=True, slots=True)
class Hub:
    """The application; `world` is what it knows, `upstream` how it reaches the providers."""

    world: World
    upstream: Upstream
    own: ASGIApp = field(init=False, repr=False)
    wire: ASGIApp = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "own", own_apis(self.world))
        object.__setattr__(self, "wire", ExchangeApp(self.world, self.upstream))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or be told of start and end (ASGI lifespan)."""
        if scope["type"] == "lifespan":
            await _live(self, receive, send)
            return
        known = in_origin_form(scope)
        answering = self.own if is_own(known["path"]) else self.wire
        await answering(known, receive, _marked(send, self.world))


def hub_application(world: World | None = None, upstream: Upstream | None = None) -> Hub:
    """Return a hub to be called in memory: with a few platforms where no world is given, reached in memory too."""
    known = hub_world() if world is None else world
    reached = InMemory(known.platforms, Sockets()) if upstream is None else upstream
    if known.callbacks is None:
        known.callbacks = reached
    return Hub(known, reached)


def _marked(send: Send, world: World) -> Send:
    """Say that all is made up, and what time the hub believes it is."""

    async def send_marked(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            headers[SIMULATED[0]] = SIMULATED[1]
            headers["Date"] = formatdate(world.clock.now(), usegmt=True)
        await send(message)

    return send_marked


async def _live(hub: Hub, receive: Receive, send: Send) -> None:
    delivering: asyncio.Task[None] | None = None
    while True:
        message = await receive()
        is_end = message["type"] == "lifespan.shutdown"
        if is_end and delivering is not None:
            delivering.cancel()
            with suppress(asyncio.CancelledError):
                await delivering
        if is_end and isinstance(hub.upstream, InMemory | Sockets):
            await hub.upstream.close()
        if not is_end:
            delivering = asyncio.create_task(keep_delivering(hub.world))
        await send({"type": f"{message['type']}.complete"})
        if is_end:
            return
