"""Below HTTP: connections whose every step is clipped to what remains of the call's deadline.

So a server that sends a byte a second cannot hold a caller. New connections take the certificates as they are now,
and a server that is down is not asked by a thousand callers at once. The classes have the shape of httpcore's network
backends and streams, and wrap them.
"""

import ssl
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache
from threading import BoundedSemaphore
from time import monotonic
from typing import Any, Final, TypeAlias

from ndxp_sdk._concurrency.deadline import left, within
from ndxp_sdk._pipeline.retry import CircuitBreaker
from ndxp_sdk._transport.dns import addresses
from ndxp_sdk._transport.errors import not_connected, tls_failed
from ndxp_sdk._transport.framing import Stale, Turn
from ndxp_sdk._transport.preface import check_greeting
from ndxp_sdk.errors import NdxpError
from ndxp_sdk.tls import ReloadingContext

# How many bytes TLS has taken in and not handed on.
Held: TypeAlias = Callable[[], int]
# Because more than these are not needed to learn that a server is down; once it was reached there is no bound.
FIRST_CONNECTIONS: Final = 16
READ: Final = 65_536


@lru_cache(maxsize=1)
def placeholder() -> ssl.SSLContext:
    """The context that the library is given; each handshake replaces it by one for the files as they are then."""
    return ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)


@dataclass(frozen=True, slots=True)
class Kinds:
    """The exceptions that the library knows for each step."""

    read: type[Exception]
    write: type[Exception]
    read_timeout: type[Exception]
    write_timeout: type[Exception]


@dataclass(slots=True)
class Door:
    """What connections of one pool share. `errors` are those of the library that a step may raise."""

    tls: ReloadingContext
    circuit_breaker: CircuitBreaker
    errors: tuple[type[Exception], ...]
    kinds: Kinds
    is_proxied: bool = False
    reached: set[str] = field(default_factory=set)

    def dress(self, context: ssl.SSLContext, name: str | None) -> tuple[ssl.SSLContext, str | None]:
        """The context and the name for a handshake; one with the proxy itself keeps what it has."""
        if context is not placeholder():
            return context, name
        return self.tls.context(), self.tls.settings.server_name or name

    def opened(self, key: str) -> None:
        """There is a connection."""
        self.reached.add(key)
        self.circuit_breaker.record_success(key, monotonic())

    def failed(self, key: str, error: BaseException) -> NdxpError:
        """There is none; gives the error to raise."""
        self.reached.discard(key)
        self.circuit_breaker.record_failure(key, monotonic())
        return not_connected(error, through_proxy=self.is_proxied)


class Wire:
    """A connection of a thread."""

    __slots__ = ("_ahead", "_door", "_held", "_is_greeted", "_stream", "get_extra_info", "turn")

    def __init__(self, stream: Any, door: Door, held: Held | None = None) -> None:
        self._stream = stream
        self._door = door
        self._held = held
        self._ahead = b""
        self._is_greeted = False
        self.turn = Turn()
        self.get_extra_info = stream.get_extra_info

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """At most so many bytes. Raises ConnectionLost where they may be the answer to another request."""
        if self.turn.kept:
            self.write(b"", timeout)
        received: bytes = self._ahead or self._stream.read(max_bytes, left(timeout))
        self._ahead = b""
        if not self._is_greeted:
            self._is_greeted = True
            check_greeting(received)
        self.turn.hear(received)
        return received

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """All of the bytes, the header of a request with what follows it. Raises Stale where something came before."""
        turn = self.turn
        if not turn.is_asking:
            turn.begin(buffer)
            return
        if turn.kept and turn.number > 1 and self.get_extra_info("is_readable"):
            raise Stale
        turn.is_torn = True
        for piece, is_later in turn.pieces(buffer):
            if is_later and not turn.is_early:
                turn.is_early = self._is_answered()
            self._stream.write(piece, left(timeout))
        turn.is_torn = False

    def is_at_rest(self) -> bool:
        """Whether another request may follow on it: of the last answer nothing is left that was taken in."""
        return self.turn.is_over() and not self._ahead and (self._held is None or not self._held())

    def close(self) -> None:
        """End the connection."""
        self._stream.close()

    def start_tls(self, ssl_context: ssl.SSLContext, server_hostname: str | None, timeout: float | None) -> "Wire":
        """The same connection with TLS on it."""
        secured = self._stream
        try:
            self.turn.open()
            context, name = self._door.dress(ssl_context, server_hostname)
            secured = self._stream.start_tls(context, name, left(timeout))
            inspect(self._door, ssl_context, secured)
        except BaseException as error:
            secured.close()
            if isinstance(error, self._door.errors):
                raise tls_failed(error) from error
            raise
        return Wire(secured, self._door, held(secured))

    def _is_answered(self) -> bool:
        """Whether something came before the request was out, apart from what TLS has to say to itself."""
        if not self.get_extra_info("is_readable"):
            return False
        if self._held is None:
            return True
        try:
            self._ahead = self._stream.read(READ, 0.0)
        except self._door.kinds.read as error:
            if isinstance(error.__cause__, (BlockingIOError, ssl.SSLWantReadError)):
                return False
            raise
        return True


class Backend:
    """Makes connections for threads."""

    def __init__(self, door: Door, inner: Any) -> None:
        self._door = door
        self._inner = inner
        self._gate = BoundedSemaphore(FIRST_CONNECTIONS)

    def connect_tcp(self, host: str, port: int, timeout: float | None = None, **options: Any) -> Wire:
        """A connection to the first address of `host` that takes one."""
        key = f"{host}:{port}"
        if key in self._door.reached:
            return self._connect(key, host, port, timeout, options)
        if not self._gate.acquire(timeout=left(timeout)):
            raise not_connected(TimeoutError(), through_proxy=self._door.is_proxied)
        try:
            self._door.circuit_breaker.refuse(key, monotonic())
            return self._connect(key, host, port, timeout, options)
        finally:
            self._gate.release()

    def _connect(self, key: str, host: str, port: int, timeout: float | None, options: dict[str, Any]) -> Wire:
        limit = within(timeout)
        try:
            stream = self._first(addresses(host, port, left(limit)), limit, options)
        except self._door.errors as error:
            raise self._door.failed(key, error) from error
        self._door.opened(key)
        return Wire(stream, self._door)

    def _first(self, found: list[Any], limit: float | None, options: dict[str, Any]) -> Any:
        for *_, address in found[:-1]:
            try:
                return self._inner.connect_tcp(address[0], address[1], left(limit), **options)
            except self._door.errors:
                continue
        address = found[-1][-1]
        return self._inner.connect_tcp(address[0], address[1], left(limit), **options)


def inspect(door: Door, context: ssl.SSLContext, stream: Any) -> None:
    """Compare the server's certificate with the pins; raises TlsFailed."""
    if door.tls.settings.pins and context is placeholder():
        door.tls.settings.inspect(stream.get_extra_info("ssl_object").getpeercert(True))


def held(secured: Any) -> Held:
    """Gives a function that counts the bytes which TLS has taken in and not handed on."""
    outer, inner = secured.get_extra_info("socket"), secured.get_extra_info("ssl_object")
    if not isinstance(inner, ssl.SSLObject):
        pending: Held = outer.pending
        return pending
    # because what TLS within TLS has not looked at has no public name
    unread = getattr(secured, "_incoming", None)
    return lambda: 1 if unread is None else outer.pending() + inner.pending() + unread.pending


def is_drained(response: Any) -> bool:
    """Whether nothing of an answer is left, neither in the parser nor below it; false where that cannot be seen."""
    # because the library gives its parser no public name
    parser = getattr(getattr(response.stream, "_connection", None), "_h11_state", None)
    if parser is None or parser.trailing_data != (b"", False):
        return False
    is_at_rest: bool = response.extensions["network_stream"].is_at_rest()
    return is_at_rest
