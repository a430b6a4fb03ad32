"""Asynchronous sockets, read and written directly.

The streams of an event loop end with the first write that fails, and lose what the server had sent before: an answer
that it gave early, or the alert that says why it refuses a certificate. These can still be read then, as those of
threads can, so that both clients tell the same. Streams of AnyIO also take in bytes before somebody reads them: of 400
responses with something behind them one left it in such a stream, where a poll of the socket does not see it.
"""

import select
import socket
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from typing import Any, Final, TypeAlias

import anyio
from anyio.abc import ByteStream, SocketAttribute
from anyio.lowlevel import checkpoint

Address: TypeAlias = tuple[Any, ...]
# RFC 8305, 8: how long one address may take before the next is tried beside it.
NEXT_AFTER: Final = 0.25
# because these have other names in older versions of the library
_readable: Final[Callable[[Any], Any]] = getattr(anyio, "wait_readable", None) or anyio.wait_socket_readable
_writable: Final[Callable[[Any], Any]] = getattr(anyio, "wait_writable", None) or anyio.wait_socket_writable


class SocketStream(ByteStream):
    """A connected socket that does not block."""

    def __init__(self, raw: socket.socket) -> None:
        self.raw = raw
        self.torn: OSError | None = None
        self._waits = True

    async def receive(self, max_bytes: int = 65536) -> bytes:
        """Receive at most so many bytes. EndOfStream at the end, OSError if the connection was torn."""
        received: bytes | None = None
        try:
            received = self.raw.recv(max_bytes)
            await checkpoint()  # because a fast server must not keep the other tasks waiting
        except (BlockingIOError, InterruptedError):
            if not self._waits:
                raise anyio.WouldBlock from None
            while received is None:
                await _readable(self.raw)
                with suppress(BlockingIOError, InterruptedError):
                    received = self.raw.recv(max_bytes)
        if not received:
            raise anyio.EndOfStream
        return received

    @contextmanager
    def without_waiting(self) -> Iterator[None]:
        """Within it WouldBlock is raised where nothing has come."""
        self._waits = False
        try:
            yield
        finally:
            self._waits = True

    async def send(self, item: bytes) -> None:
        """Send all of it. If the peer takes no more, `torn` says so: were it raised, TLS would read nothing either."""
        rest = memoryview(item)
        while rest and self.torn is None:
            try:
                rest = rest[self.raw.send(rest) :]
            except (BlockingIOError, InterruptedError):
                await _writable(self.raw)
            except OSError as error:
                self.torn = error

    async def send_eof(self) -> None:
        """Say that nothing more comes."""
        self.raw.shutdown(socket.SHUT_WR)

    async def aclose(self) -> None:
        """Give the socket back to the system."""
        self.raw.close()

    @property
    def is_readable(self) -> bool:
        """Whether something came, or the end."""
        if self.raw.fileno() < 0:
            return True
        if hasattr(select, "poll"):
            poll = select.poll()
            poll.register(self.raw, select.POLLIN)
            return bool(poll.poll(0))
        return bool(select.select([self.raw], [], [], 0)[0])

    @property
    def extra_attributes(self) -> Mapping[Any, Callable[[], Any]]:
        """The socket."""
        return {SocketAttribute.raw_socket: lambda: self.raw}


async def connected(host: str, port: int) -> SocketStream:
    """Connect to the first address of `host` that answers (RFC 8305). OSError if none does."""
    found = await anyio.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    first, *others = [(family, address) for family, *_, address in found]
    return SocketStream(await (_race([first, *others]) if others else _connected(*first)))


async def _connected(family: int, address: Address) -> socket.socket:
    raw = socket.socket(family, socket.SOCK_STREAM)
    try:
        raw.setblocking(False)
        raw.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        try:
            raw.connect(address)
        except (BlockingIOError, InterruptedError):
            await _writable(raw)
        _raise_failure(raw)
    except BaseException:
        raw.close()
        raise
    return raw


def _raise_failure(raw: socket.socket) -> None:
    if number := raw.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR):
        raise OSError(number, "no connection")  # which becomes ConnectionRefusedError and the like by its number


async def _race(addresses: list[tuple[int, Address]]) -> socket.socket:
    """Several addresses, each begun a moment after the one before (RFC 8305)."""
    won: list[socket.socket] = []
    lost: list[OSError] = []

    async def run(family: int, address: Address, ended: anyio.Event) -> None:
        try:
            raw = await _connected(family, address)
        except OSError as error:
            lost.append(error)
        else:
            won.append(raw)
            runners.cancel_scope.cancel()
        finally:
            ended.set()

    async with anyio.create_task_group() as runners:
        for family, address in addresses:
            ended = anyio.Event()
            runners.start_soon(run, family, address, ended)
            with anyio.move_on_after(NEXT_AFTER):
                await ended.wait()
    for second in won[1:]:
        second.close()
    if not won:
        raise lost[-1]
    return won[0]
