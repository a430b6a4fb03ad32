"""Below HTTP, for tasks: as `_network`, on sockets that can be read after a write has failed."""

# ruff: noqa: ASYNC109 - because httpcore gives each step its timeout

import ssl
from time import monotonic
from typing import Any, Final

import anyio
from anyio.streams.tls import TLSAttribute, TLSStream

from ndxp_sdk._deadline import left
from ndxp_sdk._failures import not_connected, tls_failed
from ndxp_sdk._greeting import check_greeting
from ndxp_sdk._network import FIRST_CONNECTIONS, Door, inspect, pieces
from ndxp_sdk._sockets import SocketStream, connected

BROKEN: Final = (anyio.BrokenResourceError, anyio.ClosedResourceError, OSError)


class AsyncWire:
    """A connection of a task."""

    __slots__ = ("_door", "_is_greeted", "_socket", "_stream")

    def __init__(self, socket: SocketStream, door: Door, secured: TLSStream | None = None) -> None:
        self._socket = socket
        self._stream = secured or socket
        self._door = door
        self._is_greeted = False

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """At most so many bytes, none at the end."""
        seconds = left(timeout)
        try:
            with anyio.fail_after(seconds):
                received = await self._stream.receive(max_bytes)
        except anyio.EndOfStream:
            return b""
        except TimeoutError as error:
            raise self._door.kinds.read_timeout from error
        except BROKEN as error:
            raise self._door.kinds.read from error
        if not self._is_greeted:
            self._is_greeted = True
            check_greeting(received)
        return received

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """All of the bytes."""
        for piece in pieces(buffer):
            seconds = left(timeout)
            try:
                with anyio.fail_after(seconds):
                    await self._stream.send(piece)
            except TimeoutError as error:
                raise self._door.kinds.write_timeout from error
            except BROKEN as error:
                raise self._door.kinds.write from error
            if self._socket.torn is not None:
                raise self._door.kinds.write from self._socket.torn

    def get_extra_info(self, info: str) -> Any:
        """What is known of the connection, by the names of httpcore."""
        match info:
            case "is_readable":
                return self._socket.is_readable
            case "socket":
                return self._socket.raw
            case "ssl_object" if isinstance(self._stream, TLSStream):
                return self._stream.extra_attributes[TLSAttribute.ssl_object]()
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
            context, name = self._door.dress(ssl_context, server_hostname)
            with anyio.fail_after(left(timeout)):
                stream = await TLSStream.wrap(
                    self._stream, ssl_context=context, hostname=name, standard_compatible=False
                )
            secured = AsyncWire(self._socket, self._door, stream)
            inspect(self._door, ssl_context, secured)
        except BaseException as error:
            with anyio.CancelScope(shield=True):  # because nobody else closes what a cancelled task leaves open
                await secured.aclose()
            if isinstance(error, (*BROKEN, anyio.EndOfStream)):
                raise tls_failed(error) from error
            raise
        return secured


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
            self._door.troubles.refuse(key, monotonic())
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
