"""Send requests by a transport of httpx that the user gave, such as one in memory."""

from typing import TYPE_CHECKING, Any, TypeAlias

from ndxp_sdk._concurrency.deadline import left
from ndxp_sdk._http.request import Request
from ndxp_sdk._http.streamed_body import asynchronous, blocking
from ndxp_sdk._transport.types import Timeouts

if TYPE_CHECKING:
    import httpx

    HttpxTransport: TypeAlias = httpx.BaseTransport
    AsyncHttpxTransport: TypeAlias = httpx.AsyncBaseTransport


class CustomTransport:
    """Sends by the user's transport."""

    def __init__(self, transport: "HttpxTransport") -> None:
        self._transport = transport

    def send(self, request: Request, timeouts: Timeouts) -> "CustomResponse":
        """Send a request; return its response up to the header. Raises what the transport raises."""
        converted = _converted(request, blocking(request.content), timeouts)
        return CustomResponse(self._transport.handle_request(converted))

    def close(self) -> None:
        """Close the user's transport."""
        self._transport.close()


class AsyncCustomTransport:
    """The asynchronous twin of `CustomTransport`."""

    def __init__(self, transport: "AsyncHttpxTransport") -> None:
        self._transport = transport

    async def send(self, request: Request, timeouts: Timeouts) -> "CustomResponse":
        """Send a request; return its response up to the header. Raises what the transport raises."""
        converted = _converted(request, asynchronous(request.content), timeouts)
        return CustomResponse(await self._transport.handle_async_request(converted))

    async def aclose(self) -> None:
        """Close the user's transport."""
        await self._transport.aclose()


class CustomResponse:
    """A response of httpx in the shape of ours."""

    __slots__ = ("aclose", "close", "headers", "status", "stream")

    def __init__(self, response: "httpx.Response") -> None:
        self.status: int = response.status_code
        self.headers = response.headers.raw
        self.stream: Any = response.stream
        self.close: Any = getattr(self.stream, "close", None)
        self.aclose: Any = getattr(self.stream, "aclose", None)


def custom_errors() -> "tuple[type[Exception], ...]":
    """Return what a transport of httpx may raise, apart from the errors of httpcore."""
    import httpx  # noqa: PLC0415 - because only users with a transport of their own need it

    return (httpx.TransportError,)


def _converted(request: Request, content: Any, timeouts: Timeouts) -> "httpx.Request":
    import httpx  # noqa: PLC0415 - as above

    address = httpx.URL(f"{request.site.key}{request.target.decode('ascii')}")
    # because a transport may send the path of the address, in which dot segments are resolved
    extensions = {"timeout": {name: left(value) for name, value in timeouts.items()}, "target": request.target}
    return httpx.Request(
        request.method.decode("ascii"), address, headers=request.fields, content=content, extensions=extensions
    )
