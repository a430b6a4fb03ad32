"""A client's way to the hub without a socket. It has the methods of a transport of httpx, and imports none of it."""

from collections.abc import AsyncIterator, Iterator
from concurrent.futures import Future
from dataclasses import dataclass, field
from typing import Any, NoReturn
from urllib.parse import unquote_to_bytes

import anyio
from anyio.from_thread import BlockingPortal

from ndxp_sdk._concurrency.fork import begins_anew
from ndxp_sdk._transport.errors import map_exception
from ndxp_sdk.errors import UsageError
from ndxp_sdk.testing._hub_plugin import Hub, Message


class ReadTimeout(Exception):
    """No answer in time; named as the library names it, by which it becomes a TimedOut."""


@dataclass(slots=True)
class Body:
    """The pieces of a body; `is_torn` where the connection ended before all of it had come."""

    pieces: list[bytes] = field(default_factory=list)
    is_torn: bool = False

    def __iter__(self) -> Iterator[bytes]:
        yield from self.pieces
        if self.is_torn:
            raise ConnectionResetError

    async def __aiter__(self) -> AsyncIterator[bytes]:
        for piece in self:
            yield piece

    def close(self) -> None:
        """Do nothing, because nothing is held open."""

    async def aclose(self) -> None:
        """Do nothing, because nothing is held open."""


@dataclass(slots=True)
class Fields:
    """Header fields as they came."""

    raw: list[tuple[bytes, bytes]]


@dataclass(slots=True)
class Answered:
    """An answer in the shape of the library."""

    status_code: int
    headers: Fields
    stream: Body


class Memory:
    """A transport to the application: synchronous through the portal, asynchronous in the loop of the caller."""

    def __init__(self, hub: Hub, portal: BlockingPortal) -> None:
        self._hub = hub
        self._portal: BlockingPortal | None = portal
        begins_anew(self)

    def begin_anew(self) -> None:
        """Reach nothing; after a fork the thread of the hub is not here."""
        self._portal = None

    def handle_request(self, request: Any) -> Answered:
        """Send one request. NdxpError if no response came."""
        if self._portal is None:
            raise UsageError("an InMemoryHub belongs to the process that made it: make one in each process")
        content: bytes = request.read()
        coming: Future[Answered] = self._portal.start_task_soon(self._answered, _scope(request), content)
        try:
            return coming.result(_patience(request))
        except TimeoutError:
            if coming.done():
                raise
            coming.cancel()
            _gave_up()
        except ConnectionResetError as error:
            raise map_exception(error) from None

    async def handle_async_request(self, request: Any) -> Answered:
        """Send one request. NdxpError if no response came."""
        content: bytes = await request.aread()
        answer: Answered | None = None
        try:
            with anyio.move_on_after(_patience(request)):
                answer = await self._answered(_scope(request), content)
        except ConnectionResetError as error:
            raise map_exception(error) from None
        return answer or _gave_up()

    def close(self) -> None:
        """Do nothing, because nothing is held open."""

    async def aclose(self) -> None:
        """Do nothing, because nothing is held open."""

    async def _answered(self, scope: Message, content: bytes) -> Answered:
        coming = [{"type": "http.request", "body": content, "more_body": False}]
        started: list[Message] = []
        body, gone = Body(), anyio.Event()

        async def receive() -> Message:
            if coming:
                return coming.pop()
            await gone.wait()
            return {"type": "http.disconnect"}

        async def send(message: Message) -> None:
            if message["type"] == "http.response.start":
                started.append(message)
            elif scope["method"] != "HEAD":
                body.pieces.append(message.get("body", b""))

        try:
            await self._hub(scope, receive, send)
        except ConnectionResetError:
            if not started:
                raise
            body.is_torn = True
        finally:
            gone.set()
        return Answered(started[0]["status"], Fields(list(started[0]["headers"])), body)


def _gave_up() -> NoReturn:
    raise map_exception(ReadTimeout())


def _patience(request: Any) -> float | None:
    patience: float | None = request.extensions["timeout"].get("read")
    return patience


def _scope(request: Any) -> Message:
    target: bytes = request.extensions["target"]
    path, _, query = target.partition(b"?")
    return {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": request.method,
        "scheme": request.url.scheme,
        "path": unquote_to_bytes(path).decode("utf-8", "replace"),
        "raw_path": path,
        "query_string": query,
        "root_path": "",
        "headers": [(name.lower(), value) for name, value in request.headers.raw],
        "server": (request.url.host, request.url.port or 443),
        "client": ("127.0.0.1", 0),
    }


async def live(hub: Hub, ending: anyio.Event) -> None:
    """Run what the hub does by itself, such as delivering late messages."""
    coming: list[Message] = [{"type": "lifespan.startup"}]

    async def receive() -> Message:
        if coming:
            return coming.pop()
        await ending.wait()
        return {"type": "lifespan.shutdown"}

    async def send(message: Message) -> None:
        del message

    await hub({"type": "lifespan", "asgi": {"version": "3.0"}}, receive, send)
