"""Applications that take their time."""

import asyncio

from starlette.types import ASGIApp, Receive, Scope, Send


def with_latency(application: ASGIApp, seconds: float) -> ASGIApp:
    """Return the same application, every answer of which comes that much later; others are served meanwhile."""

    async def answering(scope: Scope, receive: Receive, send: Send) -> None:
        await asyncio.sleep(seconds)
        await application(scope, receive, send)

    return answering
