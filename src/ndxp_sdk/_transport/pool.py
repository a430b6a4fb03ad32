"""Connections that are used again: a stack of idle ones for each origin, and a bound on those in use.

The pool of the HTTP library looks at every connection for every request, which at 32 at a time takes longer than the
requests. Here the last one given back is the next one taken, whatever the number. `factory` makes new connections,
`request` what the library sends over them, and `is_drained` tells whether it has read all that an answer brought.
"""

from collections import defaultdict
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from threading import BoundedSemaphore
from time import monotonic
from typing import Any, Final, TypeAlias

import anyio

from ndxp_sdk._http.request import Request
from ndxp_sdk._transport.config import Wiring
from ndxp_sdk._transport.framing import Stale
from ndxp_sdk.errors import DeadlineTooShort, Facts

Steps: TypeAlias = dict[str, float | None]
RequestFactory: TypeAlias = Callable[[Request, Steps], Any]
IsDrained: TypeAlias = Callable[[Any], bool]
_FULL: Final = Facts(
    origin="caller", code="pool-timeout", retryable=True, hint="raise Limits.connections, or call less"
)


class Lent:
    """An answer on a connection that is given back when the answer is closed."""

    __slots__ = ("_give_back", "_response", "headers", "status", "stream")

    def __init__(self, response: Any, give_back: Callable[[], Any]) -> None:
        self._response = response
        self._give_back: Callable[[], Any] | None = give_back
        self.status: int = response.status
        self.headers = response.headers
        self.stream = response.stream

    def close(self) -> None:
        """End the answer; in the middle of it the connection ends too."""
        if (give_back := self._give_back) is not None:
            self._give_back = None
            try:
                self._response.close()
            finally:
                give_back()


class AsyncLent(Lent):
    """The same for tasks."""

    __slots__ = ()

    async def aclose(self) -> None:
        """End the answer; in the middle of it the connection ends too."""
        if (give_back := self._give_back) is not None:
            self._give_back = None
            try:
                await self._response.aclose()
            finally:
                await give_back()


@dataclass(slots=True)
class Line:
    """A connection, the version of the files of TLS with which it was made, and, if it waits, until when."""

    connection: Any
    version: int
    until: float = 0.0


class _Idle:
    """Connections that wait for the next request."""

    def __init__(self, factory: Any, is_drained: IsDrained, wiring: Wiring) -> None:
        self._factory = factory
        self._is_drained = is_drained
        self._tls = wiring.tls
        self._most = wiring.limits.idle_connections
        self._seconds = wiring.limits.keepalive
        self._stacks: defaultdict[str, list[Line]] = defaultdict(list)

    def take(self, key: str, request: Any) -> tuple[Line, list[Line]]:
        """A connection for `request`, and those that are of no use any more, to be closed."""
        stack = self._stacks[key]
        useless: list[Line] = []
        while stack:
            try:
                line = stack.pop()
            except IndexError:  # because another thread was quicker
                break
            if self._is_current(line) and monotonic() <= line.until:
                return line, useless
            useless.append(line)
        # the version before the handshake, because one that finds new files is better made once more than kept wrongly
        return Line(self._factory.create_connection(request.url.origin), self._tls.version), useless

    def keeps(self, line: Line, key: str, response: Any) -> bool:
        """Whether a connection that was given back is kept; else it is to be closed."""
        stack = self._stacks[key]
        if not self._is_current(line) or len(stack) >= self._most or not self._is_at_rest(line, response):
            return False
        line.until = monotonic() + self._seconds
        stack.append(line)
        return True

    def end(self) -> list[Line]:
        """Every connection that waits, to be closed; from now on none is kept."""
        found = [line for stack in self._stacks.values() for line in stack]
        self._most = 0
        self._stacks.clear()
        return found

    def _is_current(self, line: Line) -> bool:
        return line.version == self._tls.version

    def _is_at_rest(self, line: Line, response: Any) -> bool:
        """Whether nothing is left of an answer, neither in the parser nor below it."""
        return response is not None and line.connection.is_available() and self._is_drained(response)


class Lanes:
    """For threads."""

    def __init__(self, factory: Any, request: RequestFactory, is_drained: IsDrained, wiring: Wiring) -> None:
        self._idle = _Idle(factory, is_drained, wiring)
        self._circuit_breaker = wiring.circuit_breaker
        self._request = request
        self._permits = BoundedSemaphore(wiring.limits.connections)

    def send(self, outgoing: Request, steps: Steps) -> Lent:
        """Send on a connection of its origin."""
        key, line = outgoing.site.key, None
        waited = self._permit(steps["pool"])
        try:
            if waited and outgoing.scope is not None:
                self._circuit_breaker.refuse(outgoing.scope, monotonic())
            while True:
                request = self._request(outgoing, steps)
                line, useless = self._idle.take(key, request)
                for each in useless:
                    each.connection.close()
                with suppress(Stale):
                    response = line.connection.handle_request(request)
                    return Lent(response, partial(self._give_back, line, key, response))
        except BaseException:
            self._give_back(line, key)
            raise

    def close(self) -> None:
        """Close what is idle; what is in use is closed by those who use it."""
        for line in self._idle.end():
            line.connection.close()

    def _permit(self, seconds: float | None) -> bool:
        """Whether it had to be waited for; meanwhile others may have found the server down."""
        if self._permits.acquire(blocking=False):
            return False
        if not self._permits.acquire(timeout=seconds):
            raise DeadlineTooShort("no connection became free in time", _FULL)
        return True

    def _give_back(self, line: Line | None, key: str, response: Any = None) -> None:
        try:
            if line is not None and not self._idle.keeps(line, key, response):
                line.connection.close()
        finally:
            self._permits.release()


class AsyncLanes:
    """For tasks."""

    def __init__(self, factory: Any, request: RequestFactory, is_drained: IsDrained, wiring: Wiring) -> None:
        self._idle = _Idle(factory, is_drained, wiring)
        self._circuit_breaker = wiring.circuit_breaker
        self._request = request
        self._permits = anyio.Semaphore(wiring.limits.connections)

    async def send(self, outgoing: Request, steps: Steps) -> AsyncLent:
        """Send on a connection of its origin."""
        key, line = outgoing.site.key, None
        waited = await self._permit(steps["pool"])
        try:
            if waited and outgoing.scope is not None:
                self._circuit_breaker.refuse(outgoing.scope, monotonic())
            while True:
                request = self._request(outgoing, steps)
                line, useless = self._idle.take(key, request)
                for each in useless:
                    await each.connection.aclose()
                with suppress(Stale):
                    response = await line.connection.handle_async_request(request)
                    return AsyncLent(response, partial(self._give_back, line, key, response))
        except BaseException:
            await self._give_back(line, key)
            raise

    async def aclose(self) -> None:
        """Close what is idle; what is in use is closed by those who use it."""
        for line in self._idle.end():
            await line.connection.aclose()

    async def _permit(self, seconds: float | None) -> bool:
        """Whether it had to be waited for; meanwhile others may have found the server down."""
        if self._permits.value:
            self._permits.acquire_nowait()
            return False
        try:
            with anyio.fail_after(seconds):
                await self._permits.acquire()
        except TimeoutError:
            raise DeadlineTooShort("no connection became free in time", _FULL) from None
        return True

    async def _give_back(self, line: Line | None, key: str, response: Any = None) -> None:
        try:
            if line is not None and not self._idle.keeps(line, key, response):
                with anyio.CancelScope(shield=True):
                    await line.connection.aclose()
        finally:
            self._permits.release()
