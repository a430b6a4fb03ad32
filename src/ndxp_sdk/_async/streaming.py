"""An answer whose body is still on its way."""

from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import suppress
from io import BytesIO
from typing import TYPE_CHECKING, Any

from ndxp_sdk._http.response import CLOSED, Headers, StreamOver
from ndxp_sdk.errors import UsageError

if TYPE_CHECKING:
    from ndxp_sdk._transport.httpcore import AsyncTransport


class AsyncStreamedResponse:
    """Status, header fields, and the body in pieces as they come. Close it, or leave the `with` block that gave it.

    The body passes once: whoever stops in the middle and reads on gets what follows, by whichever method.
    """

    def __init__(self, transport: "AsyncTransport", response: Any) -> None:
        self._transport = transport
        self._response = response
        self.status: int = response.status
        """The HTTP status."""
        self.headers: Headers = Headers(response.headers)
        """The header fields."""
        self._body: AsyncGenerator[bytes, None] | None = None
        self._is_raw = False

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
        return self._pieces(is_raw=False)

    def iter_raw(self) -> AsyncIterator[bytes]:
        """Return the body as it is on the wire. Raises ConnectionLost, TimedOut, UsageError."""
        return self._pieces(is_raw=True)

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
        body, self._body = self._body, None
        try:
            await self._response.aclose()
        finally:
            if body is not None:
                with suppress(RuntimeError, ValueError):  # because another task or thread may be reading
                    await body.aclose()

    async def _pieces(self, *, is_raw: bool) -> AsyncGenerator[bytes, None]:
        while True:
            piece = None  # because tracebacks may be shown with the values of their frames
            piece = await anext(self._rest(is_raw=is_raw), None)
            if piece is None:
                return
            yield piece

    def _rest(self, *, is_raw: bool) -> AsyncGenerator[bytes, None]:
        """Return what is left of the body. UsageError if its beginning was read in the other way."""
        if self._body is None or isinstance(self._response.stream, StreamOver):
            self._body, self._is_raw = self._transport.chunks(self._response, is_raw=is_raw), is_raw
        elif self._is_raw is not is_raw:
            raise UsageError("the beginning of the body was read in another way: use iter_bytes or iter_raw, not both")
        return self._body

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.status})"
