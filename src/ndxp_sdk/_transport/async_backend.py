"""The asynchronous twin of `backend`, on sockets that can be read after a write has failed."""

# ruff: noqa: ASYNC109 - because httpcore gives each step its timeout

import ssl
from collections.abc import Iterable
from time import monotonic
from typing import Any, Final

import anyio
import httpcore
from anyio.streams.tls import TLSAttribute, TLSStream

from ndxp_sdk._concurrency.deadline import left
from ndxp_sdk._transport.backend import FIRST_CONNECTIONS, READ, ConnectionPolicy, Held, inspect
from ndxp_sdk._transport.errors import not_connected, tls_failed
from ndxp_sdk._transport.framing import RequestCycle, StaleConnection
from ndxp_sdk._transport.preface import check_greeting
from ndxp_sdk._transport.sockets import SocketStream, connected

BROKEN: Final = (anyio.BrokenResourceError, anyio.ClosedResourceError, OSError)


class AsyncDeadlineStream(httpcore.AsyncNetworkStream):
    """A connection whose steps end with the deadline, and that notes requests and responses in `cycle`."""

    __slots__ = ("_ahead", "_held", "_is_greeted", "_policy", "_socket", "_stream", "cycle")

    def __init__(
        self, socket: SocketStream, policy: ConnectionPolicy, secured: TLSStream | None = None, held: Held | None = None
    ) -> None:
        self._socket = socket
        self._stream = secured or socket
        self._held = held
        self._policy = policy
        self._ahead = b""
        self._is_greeted = False
        self.cycle = RequestCycle()

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """Read at most so many bytes. Raises ConnectionLost if they may be the response to another request."""
        if self.cycle.kept:
            await self.write(b"", timeout)
        received = self._ahead or await self._receive(max_bytes, left(timeout))
        self._ahead = b""
        if not self._is_greeted:
            self._is_greeted = True
            check_greeting(received)
        self.cycle.hear(received)
        return received

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Write all bytes, the header of a request with what follows it.

        Raises StaleConnection if something came before.
        """
        cycle = self.cycle
        if not cycle.is_asking:
            cycle.begin(buffer)
            return
        if cycle.kept and cycle.number > 1 and self._socket.is_readable:
            raise StaleConnection
        cycle.is_torn = True
        for piece, is_later in cycle.pieces(buffer):
            if is_later and not cycle.is_early:
                cycle.is_early = await self._is_answered()
            await self._send(piece, left(timeout))
        cycle.is_torn = False

    def is_at_rest(self) -> bool:
        """Return whether another request may follow: nothing is left of what came with the last response."""
        return self.cycle.is_over() and not self._ahead and (self._held is None or not self._held())

    def get_extra_info(self, info: str) -> Any:
        """Return what is known of the connection, by the names of httpcore."""
        match info:
            case "is_readable":
                return self._socket.is_readable
            case "socket":
                return self._socket.raw
            case "ssl_object" if isinstance(self._stream, TLSStream):
                return ssl_object_of(self._stream)
        return None

    async def aclose(self) -> None:
        """Close the connection."""
        await self._stream.aclose()

    async def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> "AsyncDeadlineStream":
        """Return the same connection with TLS on it. Raises TlsFailed."""
        secured = self
        try:
            self.cycle.open()
            context, name = self._policy.tls_for(ssl_context, server_hostname)
            with anyio.fail_after(left(timeout)):
                stream = await TLSStream.wrap(
                    self._stream, ssl_context=context, hostname=name, standard_compatible=False
                )
            secured = AsyncDeadlineStream(self._socket, self._policy, stream, held(stream, self._held))
            inspect(self._policy, ssl_context, secured)
        except BaseException as error:
            with anyio.CancelScope(shield=True):  # because nobody else closes what a cancelled task leaves open
                await secured.aclose()
            if isinstance(error, (*BROKEN, anyio.EndOfStream)):
                raise tls_failed(error) from error
            raise
        return secured

    async def _receive(self, most: int, seconds: float | None) -> bytes:
        try:
            with anyio.fail_after(seconds):
                return await self._stream.receive(most)
        except anyio.EndOfStream:
            return b""
        except TimeoutError as error:
            raise httpcore.ReadTimeout from error
        except BROKEN as error:
            raise httpcore.ReadError from error

    async def _send(self, piece: bytes, seconds: float | None) -> None:
        try:
            with anyio.fail_after(seconds):
                await self._stream.send(piece)
        except TimeoutError as error:
            raise httpcore.WriteTimeout from error
        except (*BROKEN, anyio.EndOfStream) as error:
            raise httpcore.WriteError from error
        if self._socket.torn is not None:
            raise httpcore.WriteError from self._socket.torn

    async def _is_answered(self) -> bool:
        """Return whether something came before the request was out, apart from what TLS has to say to itself."""
        if not self._socket.is_readable:
            return False
        if self._held is None:
            return True
        try:
            with self._socket.without_waiting():
                self._ahead = await self._receive(READ, None)
        except anyio.WouldBlock:
            return False
        return True


def ssl_object_of(secured: TLSStream) -> ssl.SSLObject:
    """Return what speaks TLS in a stream."""
    found: ssl.SSLObject = secured.extra_attributes[TLSAttribute.ssl_object]()
    return found


def held(secured: TLSStream, below: Held | None) -> Held:
    """Return a function that counts the bytes which TLS, and TLS below it, has taken in and not handed on."""
    inner = ssl_object_of(secured)
    # because what it has not looked at has no public name
    unread = getattr(secured, "_read_bio", None)
    return lambda: 1 if unread is None else inner.pending() + unread.pending + (0 if below is None else below())


class AsyncNetworkBackend(httpcore.AsyncNetworkBackend):
    """Makes connections for tasks."""

    def __init__(self, policy: ConnectionPolicy) -> None:
        self._policy = policy
        self._gate = anyio.Semaphore(FIRST_CONNECTIONS)

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> AsyncDeadlineStream:
        """Connect to `host`; several addresses are tried at once (RFC 8305). Raises ConnectFailed, BackoffInForce."""
        del local_address, socket_options  # because no client sets them
        key = f"{host}:{port}"
        if key in self._policy.reached:
            return await self._connect(key, host, port, timeout)
        try:
            with anyio.fail_after(left(timeout)):
                await self._gate.acquire()
        except TimeoutError as error:
            raise not_connected(error, through_proxy=self._policy.is_proxied) from None
        try:
            self._policy.circuit_breaker.refuse(key, monotonic())
            return await self._connect(key, host, port, timeout)
        finally:
            self._gate.release()

    async def _connect(self, key: str, host: str, port: int, timeout: float | None) -> AsyncDeadlineStream:
        try:
            with anyio.fail_after(left(timeout)):
                stream = await connected(host, port)
        except OSError as error:
            raise self._policy.connect_failed(key, error) from error
        self._policy.connected(key)
        return AsyncDeadlineStream(stream, self._policy)

    async def sleep(self, seconds: float) -> None:
        """Wait."""
        await anyio.sleep(seconds)
