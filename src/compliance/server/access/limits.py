"""How much and how slowly a request may come, and how many at once."""

import asyncio
from typing import Final

from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send
from starlette.types import Message as Event

from compliance.model.text import Message
from compliance.server.access.bodies import BODY, replayed
from compliance.server.access.entrance import Entrance
from compliance.server.errors import error_page

_READ_ANYWAY: Final = 16 * 1024 * 1024
"""Bytes beyond what is taken that are read and dropped: whoever is still sending hears no answer."""


class _TooLarge(Exception):
    """A body that is larger than is taken."""

    def __init__(self, message: Message) -> None:
        super().__init__(str(message))
        self.message = message


class _Gone(Exception):
    """The client went away before its request was there."""


class Limits:
    """Reads the body of a request before anything looks at it, within its limits, and hands it on whole."""

    def __init__(self, app: ASGIApp, entrance: Entrance) -> None:
        self._app = app
        self._limits = entrance.limits
        self._running = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        refusal = self._refusal(scope)
        if refusal is not None:
            await self._end(scope, *refusal, send)
            return
        try:
            scope[BODY] = await asyncio.wait_for(self._body(scope, receive), self._limits.body_time)
        except TimeoutError:
            template = "the request took longer than {seconds} seconds to arrive"
            await self._end(scope, 408, Message.of(template, seconds=round(self._limits.body_time)), send)
        except _Gone:
            return
        except _TooLarge as error:
            await self._end(scope, 413, error.message, send)
        else:
            await self._in_turn(scope, replayed(scope, receive), send)

    def _refusal(self, scope: Scope) -> tuple[int, Message] | None:
        names = {name for name, _ in scope["headers"]}
        if {b"content-length", b"transfer-encoding"} <= names:  # because two servers may read two requests in it
            return 400, Message.of("the length of the body is given in two ways: one is expected")
        size = sum(len(name) + len(value) for name, value in scope["headers"])
        if size > self._limits.head:
            template = "header fields of {size} bytes were found; at most {limit} are taken"
            return 431, Message.of(template, size=size, limit=self._limits.head)
        return None

    async def _in_turn(self, scope: Scope, receive: Receive, send: Send) -> None:
        if self._running >= self._limits.at_once:
            busy = error_page(Request(scope), 503, Message.of("too many requests at once: try again in a moment"))
            busy.headers["Retry-After"] = "1"
            await busy(scope, receive, send)
            return
        self._running += 1
        try:
            await self._app(scope, receive, send)
        finally:
            self._running -= 1

    async def _end(self, scope: Scope, status: int, message: Message, send: Send) -> None:
        answer = error_page(Request(scope), status, message)
        answer.headers["Connection"] = "close"  # because the rest of the body would be taken for the next request
        await answer(scope, _nothing, send)

    async def _body(self, scope: Scope, receive: Receive) -> bytes:
        """Return the body; raises `_TooLarge`, where it is not endless after its end, so that the answer is read."""
        announced = dict(scope["headers"]).get(b"content-length", b"")
        body, size = bytearray(), int(announced) if announced.isdigit() else 0
        self._refuse_over(size, self._limits.body + _READ_ANYWAY)
        size = 0
        while True:
            event = await receive()
            if event["type"] == "http.disconnect":
                raise _Gone
            part = event.get("body", b"")
            size += len(part)
            self._refuse_over(size, self._limits.body + _READ_ANYWAY)
            if size <= self._limits.body:
                body += part
            if not event.get("more_body", False):
                break
        self._refuse_over(size, self._limits.body)
        return bytes(body)

    def _refuse_over(self, size: int, limit: int) -> None:
        if size > limit:
            template = "a body of {size} bytes was found; at most {limit} are taken"
            raise _TooLarge(Message.of(template, size=size, limit=self._limits.body))


async def _nothing() -> Event:
    return {"type": "http.disconnect"}
