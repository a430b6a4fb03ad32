"""Network backend of httpcore that clips every step to what remains of the call's deadline.

So a server that sends a byte a second cannot hold a caller. A handshake takes the certificates as they are then, and a
server that is down is not asked by a thousand callers at once.
"""

import ssl
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from threading import BoundedSemaphore
from time import monotonic
from typing import Any, Final, TypeAlias

import httpcore

from ndxp_sdk._concurrency.deadline import left, within
from ndxp_sdk._pipeline.circuit_breaker import CircuitBreaker
from ndxp_sdk._transport.dns import addresses
from ndxp_sdk._transport.errors import not_connected, tls_failed
from ndxp_sdk._transport.framing import RequestCycle, StaleConnection
from ndxp_sdk._transport.preface import check_greeting
from ndxp_sdk.errors import NdxpError
from ndxp_sdk.tls import ReloadingContext

Held: TypeAlias = Callable[[], int]
"""Counts the bytes that TLS has taken in and not handed on."""
NETWORK_ERRORS: Final = (
    httpcore.TimeoutException,
    httpcore.NetworkError,
    httpcore.ProtocolError,
    httpcore.ProxyError,
    httpcore.UnsupportedProtocol,
    OSError,
)
"""What a step of the library may raise."""
# Because more than these are not needed to learn that a server is down; once it was reached there is no bound.
FIRST_CONNECTIONS: Final = 16
READ: Final = 65_536


@lru_cache(maxsize=1)
def placeholder() -> ssl.SSLContext:
    """Return the context that httpcore is given; each handshake takes one for the files as they are then instead.

    Contexts are shared by clients and threads, and httpcore sets the protocols of its own before each handshake.
    """
    return ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)


@dataclass(slots=True)
class ConnectionPolicy:
    """The policy of the connections of one pool: trust, and which servers were reached, by `host:port`."""

    tls: ReloadingContext
    circuit_breaker: CircuitBreaker
    is_proxied: bool = False
    reached: set[str] = field(default_factory=set)

    def tls_for(self, context: ssl.SSLContext, name: str | None) -> tuple[ssl.SSLContext, str | None]:
        """Return the context and the name for a handshake; one with a proxy keeps what it has."""
        if context is not placeholder():
            return context, name
        # because no certificate has the dot at the end of a name that is complete, nor the zone of an IPv6 address
        plain = None if name is None else name.removesuffix(".").partition("%")[0]
        return self.tls.context(), self.tls.settings.server_name or plain

    def connected(self, key: str) -> None:
        """Record that there is a connection."""
        self.reached.add(key)
        self.circuit_breaker.record_success(key, monotonic())

    def connect_failed(self, key: str, error: BaseException) -> NdxpError:
        """Record that there is none; return the error to raise."""
        self.reached.discard(key)
        self.circuit_breaker.record_failure(key, monotonic())
        return not_connected(error, through_proxy=self.is_proxied)


class DeadlineStream(httpcore.NetworkStream):
    """A connection whose steps end with the deadline, and that notes requests and responses in `cycle`."""

    __slots__ = ("_ahead", "_held", "_is_greeted", "_policy", "_stream", "cycle")

    def __init__(self, stream: httpcore.NetworkStream, policy: ConnectionPolicy, held: Held | None = None) -> None:
        self._stream = stream
        self._policy = policy
        self._held = held
        self._ahead = b""
        self._is_greeted = False
        self.cycle = RequestCycle()

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """Read at most so many bytes. Raises ConnectionLost if they may be the response to another request."""
        if self.cycle.kept:
            self.write(b"", timeout)
        received: bytes = self._ahead or self._stream.read(max_bytes, left(timeout))
        self._ahead = b""
        if not self._is_greeted:
            self._is_greeted = True
            check_greeting(received)
        self.cycle.hear(received)
        return received

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Write all bytes, the header of a request with what follows it.

        Raises StaleConnection if something came before.
        """
        cycle = self.cycle
        if not cycle.is_asking:
            cycle.begin(buffer)
            return
        if cycle.kept and cycle.number > 1 and self.get_extra_info("is_readable"):
            raise StaleConnection
        cycle.is_torn = True
        for piece, is_later in cycle.pieces(buffer):
            if is_later and not cycle.is_early:
                cycle.is_early = self._is_answered()
            self._stream.write(piece, left(timeout))
        cycle.is_torn = False

    def is_at_rest(self) -> bool:
        """Return whether another request may follow: nothing is left of what came with the last response."""
        return self.cycle.is_over() and not self._ahead and (self._held is None or not self._held())

    def close(self) -> None:
        """Close the connection."""
        self._stream.close()

    def get_extra_info(self, info: str) -> Any:
        """Return what is known of the connection, by the names of httpcore."""
        return self._stream.get_extra_info(info)

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> "DeadlineStream":
        """Return the same connection with TLS on it. Raises TlsFailed."""
        secured = self._stream
        try:
            self.cycle.open()
            context, name = self._policy.tls_for(ssl_context, server_hostname)
            secured = self._stream.start_tls(context, name, left(timeout))
            inspect(self._policy, ssl_context, secured)
        except BaseException as error:
            secured.close()
            if isinstance(error, NETWORK_ERRORS):
                raise tls_failed(error) from error
            raise
        return DeadlineStream(secured, self._policy, held(secured))

    def _is_answered(self) -> bool:
        """Return whether something came before the request was out, apart from what TLS has to say to itself."""
        if not self.get_extra_info("is_readable"):
            return False
        if self._held is None:
            return True
        try:
            self._ahead = self._stream.read(READ, 0.0)
        except httpcore.ReadError as error:
            if isinstance(error.__cause__, (BlockingIOError, ssl.SSLWantReadError)):
                return False
            raise
        return True


class NetworkBackend(httpcore.NetworkBackend):
    """Makes connections for threads."""

    def __init__(self, policy: ConnectionPolicy) -> None:
        self._policy = policy
        self._inner = httpcore.SyncBackend()
        self._gate = BoundedSemaphore(FIRST_CONNECTIONS)

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> DeadlineStream:
        """Connect to the first address of `host` that takes connections. Raises ConnectFailed, BackoffInForce."""
        del local_address, socket_options  # because no client sets them
        key = f"{host}:{port}"
        if key in self._policy.reached:
            return self._connect(key, host, port, timeout)
        if not self._gate.acquire(timeout=left(timeout)):
            raise not_connected(TimeoutError(), through_proxy=self._policy.is_proxied)
        try:
            self._policy.circuit_breaker.refuse(key, monotonic())
            return self._connect(key, host, port, timeout)
        finally:
            self._gate.release()

    def _connect(self, key: str, host: str, port: int, timeout: float | None) -> DeadlineStream:
        limit = within(timeout)
        try:
            stream = self._first(addresses(host, port, left(limit)), limit)
        except NETWORK_ERRORS as error:
            raise self._policy.connect_failed(key, error) from error
        self._policy.connected(key)
        return DeadlineStream(stream, self._policy)

    def _first(self, found: list[Any], limit: float | None) -> httpcore.NetworkStream:
        # because one that does not answer would take the time of all, as where IPv6 is announced and leads nowhere
        for number, (*_, address) in enumerate(found[:-1]):
            remaining = left(limit)
            share = None if remaining is None else remaining / (len(found) - number)
            try:
                return self._inner.connect_tcp(address[0], address[1], share)
            except NETWORK_ERRORS:
                continue
        address = found[-1][-1]
        return self._inner.connect_tcp(address[0], address[1], left(limit))


def inspect(policy: ConnectionPolicy, context: ssl.SSLContext, stream: Any) -> None:
    """Compare the server's certificate with the pins. Raises TlsFailed."""
    if policy.tls.settings.pins and context is placeholder():
        policy.tls.settings.inspect(stream.get_extra_info("ssl_object").getpeercert(True))


def held(secured: Any) -> Held:
    """Return a function that counts the bytes which TLS has taken in and not handed on."""
    outer, inner = secured.get_extra_info("socket"), secured.get_extra_info("ssl_object")
    if not isinstance(inner, ssl.SSLObject):
        pending: Held = outer.pending
        return pending
    # because what TLS within TLS has not looked at has no public name
    unread = getattr(secured, "_incoming", None)
    return lambda: 1 if unread is None else outer.pending() + inner.pending() + unread.pending


def is_drained(response: httpcore.Response) -> bool:
    """Return whether nothing of a response is left, neither in the parser nor below it; False if that is not seen."""
    # because the library gives its parser no public name
    parser = getattr(getattr(response.stream, "_connection", None), "_h11_state", None)
    if parser is None or parser.trailing_data != (b"", False):
        return False
    is_at_rest: bool = response.extensions["network_stream"].is_at_rest()
    return is_at_rest
