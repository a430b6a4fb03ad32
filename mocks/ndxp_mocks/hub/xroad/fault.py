"""Faults of a call: how they are declared, and how the servers inject them."""

import asyncio
from typing import NoReturn

from ndxp_mocks.hub.injection.fault import Fault
from ndxp_mocks.hub.injection.inject import injections
from ndxp_mocks.hub.transport.answer import WireAnswer
from ndxp_mocks.hub.xroad.errors import XRoadError
from ndxp_mocks.hub.xroad.exchange import Exchange
from ndxp_mocks.hub.xroad.points import CallPoint


def xroad_fault(code: str, text: str, *, at: CallPoint, vi: str, rule: str | None = None) -> Fault[Exchange]:
    """Declare the fault of a security server that fails with this code; `text` is a template that knows `exchange`."""

    def fail(exchange: Exchange, _argument: str | None) -> NoReturn:
        raise XRoadError(code, text.format(exchange=exchange))

    return Fault(at, fail, vi, rule)


async def injected_answer(exchange: Exchange, point: CallPoint) -> WireAnswer | None:
    """Inject the faults of this point. Return the answer that one of them gives instead, None if the call goes on.

    Raises XRoadError if a fault makes the server fail. The first fault that answers is the last one that strikes.
    """
    before = exchange.answer
    for change in injections(exchange.world, point):
        change(exchange)
        if exchange.delay:
            seconds, exchange.delay = exchange.delay, 0.0
            await asyncio.sleep(seconds)
        if exchange.answer is not before:
            return exchange.answer
    return None
