"""One call on its way through both servers: what is known of it so far."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Final, Literal

from ndxp_mocks.hub.state.table import Row
from ndxp_mocks.hub.state.world import World
from ndxp_mocks.hub.transport.answer import WireAnswer
from ndxp_mocks.hub.transport.upstream import Upstream
from ndxp_mocks.hub.xroad.identifiers import Identifier
from ndxp_mocks.hub.xroad.incoming import IncomingCall
from ndxp_mocks.hub.xroad.soap_message import SoapRequest

Side = Literal["consumer", "provider"]
SIDES: Final[tuple[Side, ...]] = ("consumer", "provider")


@dataclass(slots=True)
class Times:
    """Times at which one server saw the messages, as RFC 3339; None if it has not."""

    request_in_at: str | None = None
    request_out_at: str | None = None
    response_in_at: str | None = None
    response_out_at: str | None = None


@dataclass(slots=True)
class Exchange:
    """Filled step by step. `path` is what follows the service code, raw, empty or with its slash.

    `chosen_address` is the base address that the caller chose and that is allowed, `prefix` what an adapter keeps
    before the path; `forced_xml` makes errors XML. `soap` is the message of a call by SOAP, `server` the security
    server that the caller asks for, `fault_strings` what each server said where it failed. `left` is awaited to learn
    that the caller went away. `delay` is for how many seconds a fault makes the call wait where it is.
    """

    world: World
    upstream: Upstream
    incoming: IncomingCall
    left: Callable[[], Awaitable[None]]
    transaction_id: str
    request_id: str
    soap: SoapRequest | None = None
    message_id: str | None = None
    user_id: str | None = None
    issue: str | None = None
    client: Identifier | None = None
    service: Identifier | None = None
    server: Identifier | None = None
    path: str = ""
    prefix: str = ""
    query: str | None = None
    represented_party: str | None = None
    version: Row | None = None
    agreement: Row | None = None
    purpose: Row | None = None
    chosen_address: str | None = None
    request_hash: str | None = None
    answer: WireAnswer | None = None
    delay: float = 0.0
    forced_xml: bool = False
    reached_provider_server: bool = False
    was_forwarded: bool = False
    fault_strings: dict[Side, str | None] = field(default_factory=lambda: dict.fromkeys(SIDES))
    times: dict[Side, Times] = field(default_factory=lambda: {side: Times() for side in SIDES})

    @property
    def caller(self) -> Identifier:
        """The client, once the names were read."""
        if self.client is None:
            raise LookupError("the names of this call were not read yet")
        return self.client

    @property
    def target(self) -> Identifier:
        """The service, once the names were read."""
        if self.service is None:
            raise LookupError("the names of this call were not read yet")
        return self.service


async def _stays() -> None:
    await asyncio.Event().wait()


def exchange_of(
    world: World, upstream: Upstream, incoming: IncomingCall, left: Callable[[], Awaitable[None]] = _stays
) -> Exchange:
    """Return a call of which nothing is known yet but its ids."""
    exchange = Exchange(world, upstream, incoming, left, transaction_id=world.new_id(), request_id=world.new_id())
    exchange.times["consumer"].request_in_at = world.clock.stamp()
    return exchange
