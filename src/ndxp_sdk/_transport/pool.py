"""Keep connections of httpcore for the next request to their origin, and bound those in use.

httpcore's own pool was tried in this place, with our bounds, circuit breaker and check of leftover bytes around it. It
looks at every connection for every request: half of the requests per second at 32 tasks and a quarter at 100 (P10 of
`tests/benchmarks/sdk_calls.py` measures both). It counts connections in use as idle ones, so that with 8 threads and
`Limits(idle_connections=4)` nearly every request opened a connection, and its `close` ends responses that are being
read. Here the connection given back last is taken first.
"""

import re
from collections import defaultdict
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from threading import BoundedSemaphore
from time import monotonic
from typing import Final, Generic, TypeAlias, TypeVar

import anyio
import httpcore

from ndxp_sdk._http.request import Request
from ndxp_sdk._transport.config import TransportConfig
from ndxp_sdk._transport.framing import StaleConnection
from ndxp_sdk._transport.leased_response import AsyncLeasedResponse, LeasedResponse
from ndxp_sdk._transport.types import Timeouts
from ndxp_sdk.errors import DeadlineTooShort, Facts

Connection = TypeVar("Connection", httpcore.ConnectionInterface, httpcore.AsyncConnectionInterface)
Connect: TypeAlias = Callable[[httpcore.Origin], Connection]
"""Makes a connection, which is opened by its first request."""
Convert: TypeAlias = Callable[[Request, Timeouts], httpcore.Request]
IsDrained: TypeAlias = Callable[[httpcore.Response], bool]
"""Tells whether the library has read everything that came with a response."""
_KEEP_ALIVE: Final = b"keep-alive"  # RFC 2068, 19.7.1.1; Node.js and Apache send it, of 5 s as a rule
_TIMEOUT: Final = re.compile(rb"(?:^|[,;\s])timeout\s*=\s*\"?([0-9]{1,9})", re.IGNORECASE)
_MARGIN: Final = 1.0  # because a request that meets the end of its connection may or may not have been read
_FULL: Final = Facts(
    origin="caller", code="pool-timeout", retryable=True, hint="raise Limits.connections, or call less"
)


@dataclass(slots=True)
class PooledConnection(Generic[Connection]):
    """A connection, the version of the files of TLS with which it was made, and, if it is idle, until when."""

    connection: Connection
    version: int
    until: float = 0.0


class _IdleConnections(Generic[Connection]):
    """A stack of idle connections for each origin."""

    def __init__(self, connect: Connect[Connection], is_drained: IsDrained, config: TransportConfig) -> None:
        self._connect: Connect[Connection] = connect
        self._is_drained = is_drained
        self._tls = config.tls
        self._most = config.limits.idle_connections
        self._seconds = config.limits.keepalive
        self._stacks: defaultdict[str, list[PooledConnection[Connection]]] = defaultdict(list)

    def take(
        self, key: str, request: httpcore.Request
    ) -> tuple[PooledConnection[Connection], list[PooledConnection[Connection]]]:
        """Return a connection for `request`, and those that have expired, to be closed."""
        stack = self._stacks[key]
        expired: list[PooledConnection[Connection]] = []
        while stack:
            try:
                pooled = stack.pop()
            except IndexError:  # because another thread was quicker
                break
            if self._is_current(pooled) and monotonic() <= pooled.until:
                return pooled, expired
            expired.append(pooled)
        # the version before the handshake, because one that finds new files is better made once more than kept wrongly
        return PooledConnection(self._connect(request.url.origin), self._tls.version), expired

    def put(self, pooled: PooledConnection[Connection], key: str, response: httpcore.Response | None) -> bool:
        """Keep a connection that was given back; return whether it is kept, else it is to be closed."""
        stack = self._stacks[key]
        if not self._is_current(pooled) or len(stack) >= self._most or not self._is_at_rest(pooled, response):
            return False
        announced = _announced(response)
        if announced is not None and announced <= _MARGIN:
            return False
        seconds = self._seconds if announced is None else min(self._seconds, announced - _MARGIN)
        pooled.until = monotonic() + seconds
        stack.append(pooled)
        return True

    def end(self) -> list[PooledConnection[Connection]]:
        """Return every idle connection, to be closed; from now on none is kept."""
        found = [pooled for stack in self._stacks.values() for pooled in stack]
        self._most = 0
        self._stacks.clear()
        return found

    def _is_current(self, pooled: PooledConnection[Connection]) -> bool:
        return pooled.version == self._tls.version

    def _is_at_rest(self, pooled: PooledConnection[Connection], response: httpcore.Response | None) -> bool:
        """Return whether nothing is left of a response, neither in the parser nor below it."""
        return response is not None and pooled.connection.is_available() and self._is_drained(response)


def _announced(response: httpcore.Response | None) -> float | None:
    """Return the seconds after which the server says that it closes an idle connection; None if it does not say."""
    for name, value in () if response is None else response.headers:
        if len(name) == len(_KEEP_ALIVE) and name.lower() == _KEEP_ALIVE:
            found = _TIMEOUT.search(value)
            return None if found is None else float(found[1])
    return None


class ConnectionPool:
    """Sends requests over connections that are used again. Safe over threads."""

    def __init__(
        self,
        connect: Connect[httpcore.ConnectionInterface],
        convert: Convert,
        is_drained: IsDrained,
        config: TransportConfig,
    ) -> None:
        self._idle = _IdleConnections(connect, is_drained, config)
        self._circuit_breaker = config.circuit_breaker
        self._convert = convert
        self._permits = BoundedSemaphore(config.limits.connections)

    def send(self, request: Request, timeouts: Timeouts) -> LeasedResponse:
        """Send on a connection of the request's origin; return the response up to its header."""
        key, pooled = request.site.key, None
        waited = self._permit(timeouts["pool"])
        try:
            if waited and request.scope is not None:
                self._circuit_breaker.refuse(request.scope, monotonic())
            while True:
                converted = self._convert(request, timeouts)
                pooled, expired = self._idle.take(key, converted)
                for each in expired:
                    each.connection.close()
                with suppress(StaleConnection):
                    response = pooled.connection.handle_request(converted)
                    return LeasedResponse(response, partial(self._give_back, pooled, key, response))
        except BaseException:
            self._give_back(pooled, key)
            raise

    def close(self) -> None:
        """Close what is idle; what is in use is closed when its response is."""
        for pooled in self._idle.end():
            pooled.connection.close()

    def _permit(self, seconds: float | None) -> bool:
        """Return whether it had to be waited for; meanwhile others may have found the server down."""
        if self._permits.acquire(blocking=False):
            return False
        if not self._permits.acquire(timeout=seconds):
            raise DeadlineTooShort("no connection became free in time", _FULL)
        return True

    def _give_back(
        self,
        pooled: PooledConnection[httpcore.ConnectionInterface] | None,
        key: str,
        response: httpcore.Response | None = None,
    ) -> None:
        try:
            if pooled is not None and not self._idle.put(pooled, key, response):
                pooled.connection.close()
        finally:
            self._permits.release()


class AsyncConnectionPool:
    """The asynchronous twin of `ConnectionPool`, for one event loop."""

    def __init__(
        self,
        connect: Connect[httpcore.AsyncConnectionInterface],
        convert: Convert,
        is_drained: IsDrained,
        config: TransportConfig,
    ) -> None:
        self._idle = _IdleConnections(connect, is_drained, config)
        self._circuit_breaker = config.circuit_breaker
        self._convert = convert
        self._permits = anyio.Semaphore(config.limits.connections)

    async def send(self, request: Request, timeouts: Timeouts) -> AsyncLeasedResponse:
        """Send on a connection of the request's origin; return the response up to its header."""
        key, pooled = request.site.key, None
        waited = await self._permit(timeouts["pool"])
        try:
            if waited and request.scope is not None:
                self._circuit_breaker.refuse(request.scope, monotonic())
            while True:
                converted = self._convert(request, timeouts)
                pooled, expired = self._idle.take(key, converted)
                for each in expired:
                    await each.connection.aclose()
                with suppress(StaleConnection):
                    response = await pooled.connection.handle_async_request(converted)
                    return AsyncLeasedResponse(response, partial(self._give_back, pooled, key, response))
        except BaseException:
            await self._give_back(pooled, key)
            raise

    async def aclose(self) -> None:
        """Close what is idle; what is in use is closed when its response is."""
        for pooled in self._idle.end():
            await pooled.connection.aclose()

    async def _permit(self, seconds: float | None) -> bool:
        """Return whether it had to be waited for; meanwhile others may have found the server down."""
        if self._permits.value:
            self._permits.acquire_nowait()
            return False
        try:
            with anyio.fail_after(seconds):
                await self._permits.acquire()
        except TimeoutError:
            raise DeadlineTooShort("no connection became free in time", _FULL) from None
        return True

    async def _give_back(
        self,
        pooled: PooledConnection[httpcore.AsyncConnectionInterface] | None,
        key: str,
        response: httpcore.Response | None = None,
    ) -> None:
        try:
            if pooled is not None and not self._idle.put(pooled, key, response):
                with anyio.CancelScope(shield=True):
                    await pooled.connection.aclose()
        finally:
            self._permits.release()
