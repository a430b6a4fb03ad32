"""The seam under the client: what a transport takes and gives, so that another HTTP library is another file.

`ConnectionPool` sends over connections of ours, `CustomTransport` by a transport of httpx that the user gave.
"""

from collections.abc import Callable
from typing import Any, Protocol, TypeAlias

from ndxp_sdk._http.request import Request

Timeouts: TypeAlias = dict[str, float | None]
"""Seconds for the steps `connect`, `read`, `write` and `pool`, by the names of httpcore. None: without end."""


class HttpResponse(Protocol):
    """A response up to its header; `stream` gives the body as it is on the wire."""

    status: int
    headers: list[tuple[bytes, bytes]]
    stream: Any

    @property
    def close(self) -> Callable[[], None]:
        """The end of the response; its connection is used again only if the body was read to the end."""


class AsyncHttpResponse(Protocol):
    """The asynchronous twin of `HttpResponse`."""

    status: int
    headers: list[tuple[bytes, bytes]]
    stream: Any

    @property
    def aclose(self) -> Callable[[], Any]:
        """The end of the response; its connection is used again only if the body was read to the end."""


class HttpTransport(Protocol):
    """Sends one request; safe over threads."""

    def send(self, request: Request, timeouts: Timeouts) -> HttpResponse:
        """Send a request; return its response up to the header. Raises NdxpError and what the HTTP library raises."""

    def close(self) -> None:
        """Close what is idle."""


class AsyncHttpTransport(Protocol):
    """The asynchronous twin of `HttpTransport`, for one event loop."""

    async def send(self, request: Request, timeouts: Timeouts) -> AsyncHttpResponse:
        """Send a request; return its response up to the header. Raises NdxpError and what the HTTP library raises."""

    async def aclose(self) -> None:
        """Close what is idle."""
