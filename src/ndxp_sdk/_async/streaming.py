"""An answer whose body is still on its way."""

from collections.abc import AsyncIterator
from io import BytesIO
from typing import TYPE_CHECKING, Any

from ndxp_sdk._http.response import CLOSED, Headers

if TYPE_CHECKING:
    from ndxp_sdk._transport.httpcore import AsyncTransport


class AsyncStreamedResponse:
    """Status, header fields, and the body in pieces as they come. Close it, or leave the `with` block that gave it."""

    def __init__(self, transport: "AsyncTransport", response: Any) -> None:
        self._transport = transport
        self._response = response
        self.status: int = response.status
        """The HTTP status."""
        self.headers: Headers = Headers(response.headers)
        """The header fields."""

    @property
    def status_code(self) -> int:
        """The same as `status`."""
        return self.status

    @property
    def ok(self) -> bool:
        """Whether the status is 2xx."""
        return 200 <= self.status < 300

    def iter_bytes(self) -> AsyncIterator[bytes]:
        """Return the body, decoded from its codings. Raises ConnectionLost, TimedOut, UnexpectedAnswer, UsageError."""
        return self._transport.chunks(self._response)

    def iter_raw(self) -> AsyncIterator[bytes]:
        """Return the body as it is on the wire. Raises ConnectionLost, TimedOut, UsageError."""
        return self._transport.chunks(self._response, is_raw=True)

    async def read(self) -> bytes:
        """Read the rest of the body as a whole; the caller knows that it fits into memory."""
        whole, piece = BytesIO(), b""
        try:
            async for piece in self.iter_bytes():
                whole.write(piece)
        finally:
            piece = b""  # because tracebacks may be shown with the values of their frames
        return whole.getvalue()

    async def aclose(self) -> None:
        """Give the connection back, or end it if the body was not read to its end."""
        self._response.stream = CLOSED  # because its connection may serve another call from now on
        await self._response.aclose()

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.status})"
