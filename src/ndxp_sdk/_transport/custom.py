"""A transport of the user, such as one in memory, in the place of a pool."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeAlias

from ndxp_sdk._http.request import Request
from ndxp_sdk._transport.pool import Steps

if TYPE_CHECKING:
    import httpx

    Transport: TypeAlias = httpx.BaseTransport
    AsyncTransport: TypeAlias = httpx.AsyncBaseTransport

Convert = Callable[[Request, Steps], Any]


class Borrowed:
    """For threads. `converted` makes the library's request."""

    def __init__(self, transport: "Transport", converted: Convert) -> None:
        self._transport = transport
        self._converted = converted
        self.close: Callable[[], None] = transport.close

    def send(self, outgoing: Request, steps: Steps) -> "Given":
        """Send by the user's transport."""
        return Given(self._transport.handle_request(self._converted(outgoing, steps)))


class AsyncBorrowed:
    """For tasks."""

    def __init__(self, transport: "AsyncTransport", converted: Convert) -> None:
        self._transport = transport
        self._converted = converted
        self.aclose = transport.aclose

    async def send(self, outgoing: Request, steps: Steps) -> "Given":
        """Send by the user's transport."""
        return Given(await self._transport.handle_async_request(self._converted(outgoing, steps)))


class Given:
    """An answer of a borrowed transport, in the shape of ours."""

    __slots__ = ("aclose", "close", "headers", "status", "stream")

    def __init__(self, answer: Any) -> None:
        self.status: int = answer.status_code
        self.headers = answer.headers.raw
        self.stream: Any = answer.stream
        self.close = getattr(self.stream, "close", None)
        self.aclose = getattr(self.stream, "aclose", None)
