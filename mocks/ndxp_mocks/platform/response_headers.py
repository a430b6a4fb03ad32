"""Headers that every answer carries: fixed ones, the time, and the correlation id that comes back unchanged."""

from collections.abc import Iterable
from email.utils import formatdate
from typing import Final

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

CORRELATION: Final = "X-Correlation-Id"


def with_headers(application: ASGIApp, headers: Iterable[tuple[str, str]]) -> ASGIApp:
    """Return the same application, whose answers carry these headers, Date and the correlation id of the request."""
    fixed = tuple(headers)

    async def stamping(scope: Scope, receive: Receive, send: Send) -> None:
        sent = Headers(scope=scope).get(CORRELATION)
        echoed = () if sent is None else ((CORRELATION, sent),)

        async def send_stamped(message: Message) -> None:
            if message["type"] == "http.response.start":
                now = ("Date", formatdate(usegmt=True))
                MutableHeaders(scope=message).update(dict((now, *fixed, *echoed)))
            await send(message)

        await application(scope, receive, send_stamped)

    return stamping
