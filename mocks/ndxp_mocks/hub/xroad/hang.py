"""A server that keeps the connection open and says nothing."""

import asyncio
from collections.abc import Coroutine
from typing import Any, Final

from ndxp_mocks.hub.transport.answer import WireAnswer
from ndxp_mocks.hub.xroad.exchange import Exchange

_LONGEST: Final = 3600.0


async def silence(exchange: Exchange, seconds: str | None) -> WireAnswer:
    """Wait until the caller goes away, or so long, then end the connection without an answer."""
    ends = (asyncio.ensure_future(end) for end in _ends(exchange, float(seconds or _LONGEST)))
    _, waiting = await asyncio.wait(tuple(ends), return_when=asyncio.FIRST_COMPLETED)
    for task in waiting:
        task.cancel()
    return WireAnswer(500, delivery="none")


def _ends(exchange: Exchange, seconds: float) -> tuple[Coroutine[Any, Any, None], ...]:
    return _gone(exchange), asyncio.sleep(seconds)


async def _gone(exchange: Exchange) -> None:
    await exchange.left()
