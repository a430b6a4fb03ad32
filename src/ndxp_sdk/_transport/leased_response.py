"""Responses that hold a connection of a pool until they are closed."""

from collections.abc import Awaitable, Callable
from typing import Any

import httpcore


class LeasedResponse:
    """A response on a connection that is given back when the response is closed."""

    __slots__ = ("_give_back", "_response", "headers", "status", "stream")

    def __init__(self, response: httpcore.Response, give_back: Callable[[], None]) -> None:
        self._response = response
        self._give_back: Callable[[], None] | None = give_back
        self.status: int = response.status
        self.headers = response.headers
        self.stream: Any = response.stream

    def close(self) -> None:
        """End the response; in the middle of it the connection ends too."""
        if (give_back := self._give_back) is not None:
            self._give_back = None
            try:
                self._response.close()
            finally:
                give_back()


class AsyncLeasedResponse:
    """The asynchronous twin of `LeasedResponse`."""

    __slots__ = ("_give_back", "_response", "headers", "status", "stream")

    def __init__(self, response: httpcore.Response, give_back: Callable[[], Awaitable[None]]) -> None:
        self._response = response
        self._give_back: Callable[[], Awaitable[None]] | None = give_back
        self.status: int = response.status
        self.headers = response.headers
        self.stream: Any = response.stream

    async def aclose(self) -> None:
        """End the response; in the middle of it the connection ends too."""
        if (give_back := self._give_back) is not None:
            self._give_back = None
            try:
                await self._response.aclose()
            finally:
                await give_back()
