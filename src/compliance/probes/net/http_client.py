"""One HTTP/1.1 request and its answer: no retry, no redirect, no cookie, no credential, no proxy."""

import asyncio
import ssl
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import aclosing
from functools import cache
from typing import Final

import h11

from compliance.model.dataclass import dataclass, field
from compliance.model.text import Message
from compliance.model.version import VERSION
from compliance.probes.errors import AnswerBroken, NoAnswer
from compliance.probes.net.connection import Connection, connected, tls_reason
from compliance.probes.net.network import Network
from compliance.probes.net.tls_context import TlsOffer
from compliance.probes.net.url import Server, Url

SAFE_METHODS: Final = frozenset({"GET", "HEAD", "OPTIONS"})
_CHUNK: Final = 64 * 1024


@dataclass(frozen=True, slots=True)
class Request:
    """One HTTP request; it cannot carry credentials. Raises `ValueError` for an unsafe method (RFC 9110, 9.2.1)."""

    method: str
    url: Url

    def __post_init__(self) -> None:
        if self.method not in SAFE_METHODS:
            raise ValueError(f"{self.method} is not sent, only {', '.join(sorted(SAFE_METHODS))}")


@dataclass(frozen=True, slots=True)
class HttpResponse:
    """What came back. Names of headers are in lower case; `body` ends at the limit where it is truncated."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes = field(repr=False)
    is_truncated: bool
    elapsed_ms: int

    def header(self, name: str) -> str | None:
        """Return the first header of that lower-case name."""
        return next((value for header, value in self.headers if header == name), None)


async def send(request: Request, offer: TlsOffer, limit: int, network: Network) -> HttpResponse:
    """Send the request, over TLS as offered where the address is https; at most `limit` bytes of the body are read.

    Raises `CircuitOpen`, `Unreachable`, `HandshakeBroken`, `NoAnswer` or `AnswerBroken`.
    """
    server = request.url.server
    network.limiter.require_open(server)
    async with connected(server, offer if request.url.is_secure else None, network) as connection:
        # because another request may have closed the server while this one waited for its turn
        network.limiter.require_open(server)
        clock = asyncio.get_running_loop().time
        started = clock()
        async with aclosing(_events(connection, request)) as events:
            head = await _head(events, server)
            body, is_truncated = await _body(events, limit, server)
        headers = tuple((name.decode("latin-1"), value.decode("latin-1")) for name, value in head.headers)
        return HttpResponse(head.status_code, headers, body, is_truncated, round((clock() - started) * 1000))


async def _head(events: AsyncIterator[h11.Event], server: Server) -> h11.Response:
    try:
        async for event in events:
            if isinstance(event, h11.Response):
                return event
    except h11.RemoteProtocolError as error:
        raise NoAnswer(Message.of("{server} gave no answer that is HTTP/1.1", server=str(server))) from error
    except ssl.SSLError as error:
        message = Message.of(
            "{server} ended TLS before an answer: {reason}", server=str(server), reason=tls_reason(error)
        )
        raise NoAnswer(message) from error
    except ConnectionError as error:
        raise NoAnswer(Message.of("{server} closed the connection without an answer", server=str(server))) from error
    raise NoAnswer(Message.of("{server} gave no answer that is HTTP/1.1", server=str(server)))


async def _body(events: AsyncIterator[h11.Event], limit: int, server: Server) -> tuple[bytes, bool]:
    body = bytearray()
    try:
        async for event in events:
            if isinstance(event, h11.Data):
                body += event.data
            if len(body) > limit:
                return bytes(body[:limit]), True
    except (h11.RemoteProtocolError, ConnectionError, ssl.SSLError) as error:
        message = Message.of("the answer of {server} broke off", server=str(server))
        raise AnswerBroken(message) from error
    return bytes(body), False


async def _events(connection: Connection, request: Request) -> AsyncGenerator[h11.Event, None]:
    """Yield the events of the other side until its answer ends."""
    state = h11.Connection(h11.CLIENT)
    connection.writer.write(_written(state, request))
    await connection.writer.drain()
    while True:
        event = state.next_event()
        if event is h11.NEED_DATA:
            state.receive_data(await connection.reader.read(_CHUNK))
        elif isinstance(event, h11.Event) and not isinstance(event, h11.EndOfMessage | h11.ConnectionClosed):
            yield event
        else:
            return


def _written(state: h11.Connection, request: Request) -> bytes:
    headers = {
        "Host": request.url.authority,
        "User-Agent": user_agent(),
        "Accept": "application/json, */*;q=0.5",
        "Accept-Encoding": "identity",
        "Connection": "close",
    }
    head = h11.Request(method=request.method, target=request.url.path, headers=list(headers.items()))
    return (state.send(head) or b"") + (state.send(h11.EndOfMessage()) or b"")


@cache
def user_agent() -> str:
    """Return the name under which the checker sends requests."""
    return f"ndxp-compliance/{VERSION} (read-only audit; SAFE methods)"
