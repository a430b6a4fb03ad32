"""Below HTTP, for tasks: as `_network`, on sockets that can be read after a write has failed."""

# ruff: noqa: ASYNC109 - because httpcore gives each step its timeout

import ssl
from time import monotonic
from typing import Any, Final

import anyio
from anyio.streams.tls import TLSAttribute, TLSStream

from ndxp_sdk._concurrency.deadline import left
from ndxp_sdk._transport.backend import FIRST_CONNECTIONS, READ, Door, Held, inspect
from ndxp_sdk._transport.errors import not_connected, tls_failed
from ndxp_sdk._transport.framing import Stale, Turn
from ndxp_sdk._transport.preface import check_greeting
from ndxp_sdk._transport.sockets import SocketStream, connected

BROKEN: Final = (anyio.BrokenResourceError, anyio.ClosedResourceError, OSError)


class AsyncWire:
    """A connection of a task."""

    __slots__ = ("_ahead", "_door", "_held", "_is_greeted", "_socket", "_stream", "turn")

    def __init__(
        self, socket: SocketStream, door: Door, secured: TLSStream | None = None, held: Held | None = None
    ) -> None:
        self._socket = socket
        self._stream = secured or socket
        self._held = held
        self._door = door
        self._ahead = b""
        self._is_greeted = False
        self.turn = Turn()

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """At most so many bytes, none at the end. Raises ConnectionLost where they may be another request's answer."""
        if self.turn.kept:
            await self.write(b"", timeout)
        received = self._ahead or await self._receive(max_bytes, left(timeout))
        self._ahead = b""
        if not self._is_greeted:
            self._is_greeted = True
            check_greeting(received)
        self.turn.hear(received)
        return received

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """All of the bytes, the header of a request with what follows it. Raises Stale where something came before."""
        turn = self.turn
        if not turn.is_asking:
            turn.begin(buffer)
            return
        if turn.kept and turn.number > 1 and self._socket.is_readable:
            raise Stale
        turn.is_torn = True
        for piece, is_later in turn.pieces(buffer):
            if is_later and not turn.is_early:
                turn.is_early = await self._is_answered()
            await self._send(piece, left(timeout))
        turn.is_torn = False

    def is_at_rest(self) -> bool:
        """Whether another request may follow on it: of the last answer nothing is left that was taken in."""
        return self.turn.is_over() and not self._ahead and (self._held is None or not self._held())

    def get_extra_info(self, info: str) -> Any:
        """What is known of the connection, by the names of httpcore."""
        match info:
            case "is_readable":
                return self._socket.is_readable
            case "socket":
                return self._socket.raw
            case "ssl_object" if isinstance(self._stream, TLSStream):
                return ssl_object_of(self._stream)
        return None

    async def aclose(self) -> None:
        """End the connection."""
        await self._stream.aclose()

    async def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None, timeout: float | None
    ) -> "AsyncWire":
        """The same connection with TLS on it."""
        secured = self
        try:
            self.turn.open()
            context, name = self._door.dress(ssl_context, server_hostname)
            with anyio.fail_after(left(timeout)):
                stream = await TLSStream.wrap(
                    self._stream, ssl_context=context, hostname=name, standard_compatible=False
                )
            secured = AsyncWire(self._socket, self._door, stream, held(stream, self._held))
            inspect(self._door, ssl_context, secured)
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
            raise self._door.kinds.read_timeout from error
        except BROKEN as error:
            raise self._door.kinds.read from error

    async def _send(self, piece: bytes, seconds: float | None) -> None:
        try:
            with anyio.fail_after(seconds):
                await self._stream.send(piece)
        except TimeoutError as error:
            raise self._door.kinds.write_timeout from error
        except (*BROKEN, anyio.EndOfStream) as error:
            raise self._door.kinds.write from error
        if self._socket.torn is not None:
            raise self._door.kinds.write from self._socket.torn

    async def _is_answered(self) -> bool:
        """Whether something came before the request was out, apart from what TLS has to say to itself."""
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
    """What speaks TLS in it."""
    found: ssl.SSLObject = secured.extra_attributes[TLSAttribute.ssl_object]()
    return found


def held(secured: TLSStream, below: Held | None) -> Held:
    """Gives a function that counts the bytes which TLS, and TLS below it, has taken in and not handed on."""
    inner = ssl_object_of(secured)
    # because what it has not looked at has no public name
    unread = getattr(secured, "_read_bio", None)
    return lambda: 1 if unread is None else inner.pending() + unread.pending + (0 if below is None else below())


class AsyncBackend:
    """Makes connections for tasks."""

    def __init__(self, door: Door) -> None:
        self._door = door
        self._gate = anyio.Semaphore(FIRST_CONNECTIONS)

    async def connect_tcp(self, host: str, port: int, timeout: float | None = None, **_options: Any) -> AsyncWire:
        """A connection to `host`; several addresses are tried at once (RFC 8305)."""
        key = f"{host}:{port}"
        if key in self._door.reached:
            return await self._connect(key, host, port, timeout)
        try:
            with anyio.fail_after(left(timeout)):
                await self._gate.acquire()
        except TimeoutError as error:
            raise not_connected(error, through_proxy=self._door.is_proxied) from None
        try:
            self._door.circuit_breaker.refuse(key, monotonic())
            return await self._connect(key, host, port, timeout)
        finally:
            self._gate.release()

    async def _connect(self, key: str, host: str, port: int, timeout: float | None) -> AsyncWire:
        try:
            with anyio.fail_after(left(timeout)):
                stream = await connected(host, port)
        except OSError as error:
            raise self._door.failed(key, error) from error
        self._door.opened(key)
        return AsyncWire(stream, self._door)

    async def sleep(self, seconds: float) -> None:
        """Wait."""
        await anyio.sleep(seconds)
