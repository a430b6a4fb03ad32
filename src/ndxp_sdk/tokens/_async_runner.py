"""The steps of a flow performed by a task. Apart, because importing asyncio is dear to those who only use threads."""

import asyncio
from contextlib import suppress
from typing import Any

from ndxp_sdk._http.response import Answer
from ndxp_sdk.errors import NdxpError
from ndxp_sdk.tokens._single_flight import Flight
from ndxp_sdk.tokens.protocol import AsyncFetch, Flow, Pause, Result
from ndxp_sdk.tokens.request import TokenRequest


async def drive(flow: Flow[Result], fetch: AsyncFetch) -> Result:
    """Run a flow asynchronously: errors of this package go back into it, anything else (a cancellation) closes it."""
    try:
        step = next(flow)
        while True:
            outcome = await _performed(step, fetch)
            step = flow.throw(outcome) if isinstance(outcome, NdxpError) else flow.send(outcome)
    except StopIteration as done:
        result: Result = done.value
        return result
    finally:
        flow.close()


async def _performed(step: TokenRequest | Pause, fetch: AsyncFetch) -> Answer | NdxpError | None:
    if isinstance(step, Pause):
        await asyncio.sleep(step.seconds)
        return None
    try:
        return await fetch(step)
    except NdxpError as error:
        return error


async def landing(flight: Flight[Any], seconds: float) -> bool:
    """Wait without blocking the loop; return whether it completed in time. A cancelled waiter disturbs no other."""
    loop = asyncio.get_running_loop()
    waiter: asyncio.Future[None] = loop.create_future()

    def wake() -> None:
        with suppress(RuntimeError):  # because the loop of a waiter may be closed by now
            loop.call_soon_threadsafe(_settle, waiter)

    flight.tell(wake)
    with suppress(TimeoutError):
        async with asyncio.timeout(seconds):
            await waiter
    return waiter.done() and not waiter.cancelled()


def _settle(waiter: "asyncio.Future[None]") -> None:
    if not waiter.done():
        waiter.set_result(None)
