"""One HTTP/1.1 request and its answer: no redirect and no cookie; what is sent is what is asked for."""

import asyncio
import json
import ssl
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import aclosing
from functools import cache
from typing import Any, Final

import h11

from compliance.model.dataclass import dataclass, field
from compliance.model.text import Message
from compliance.model.version import VERSION
from compliance.probes.errors import AnswerBroken, NoAnswer, ProbeError, ProxyFailed, Refused, Unreachable
from compliance.probes.net.channel import channel_to
from compliance.probes.net.credential import Credential
from compliance.probes.net.idle import Channel
from compliance.probes.net.in_step import is_in_step
from compliance.probes.net.network import Network
from compliance.probes.net.reasons import tls_reason
from compliance.probes.net.streams import Connection, tls_of
from compliance.probes.net.tls_context import TlsOffer
from compliance.probes.net.tunnel import ended
from compliance.probes.net.url import Server, Url

SAFE_METHODS: Final = frozenset({"GET", "HEAD", "OPTIONS"})
TOO_BUSY: Final = frozenset({429, 503})
"""The statuses by which a server asks to be left alone."""
_CHUNK: Final = 64 * 1024


Headers = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Permit:
    """What the owner of a server allows beyond ordinary reads: the methods that may be sent to it."""

    server: Server
    methods: frozenset[str]


@dataclass(frozen=True, slots=True)
class Request:
    """One HTTP request. Raises `ValueError` for an unsafe method (RFC 9110, 9.2.1) that `permit` does not allow.

    It raises that also for a `credential` that is meant for another server, or would travel without TLS. `headers`
    replace those that are sent anyway, whatever their case; they may hold secrets, so that nothing of them is shown.
    `content` is the body, None if there is none.
    """

    method: str
    url: Url
    headers: Headers = field(default=(), repr=False)
    content: bytes | None = field(default=None, repr=False)
    permit: Permit | None = None
    credential: Credential | None = None

    def __post_init__(self) -> None:
        if self.credential is not None and not self.credential.fits(self.url):
            raise ValueError(f"a credential is sent over https to its own server, not to {self.url.server}")
        if self.method not in SAFE_METHODS and not self._is_permitted:
            raise ValueError(f"{self.method} is not sent, only {', '.join(sorted(SAFE_METHODS))}")

    @property
    def target(self) -> str:
        """The target as it is sent; it may hold a secret."""
        return self.credential.target(self.url.path) if self.credential is not None else self.url.path

    @property
    def fields(self) -> Headers:
        """The headers beyond the usual ones; they may hold secrets."""
        return (*self.headers, *(self.credential.headers if self.credential is not None else ()))

    @property
    def _is_permitted(self) -> bool:
        allowed = self.permit
        return allowed is not None and allowed.server == self.url.server and self.method in allowed.methods


@dataclass(frozen=True, slots=True)
class HttpResponse:
    """What came back. Names of headers are in lower case; `body` ends at the limit where it is truncated.

    `tls` is the version and the cipher suite that it came over, None for plain HTTP. `is_unpacked` says that the
    content coding of the body was undone.
    """

    status: int
    headers: Headers
    body: bytes = field(repr=False)
    is_truncated: bool
    elapsed_ms: int
    tls: str | None = None
    is_unpacked: bool = False

    def header(self, name: str) -> str | None:
        """Return the first header of that lower-case name."""
        return next((value for header, value in self.headers if header == name), None)

    def json(self) -> Any:
        """Return the body as JSON, None if it is none."""
        try:
            return json.loads(self.body)
        except (ValueError, RecursionError):  # the latter because nesting has no limit in JSON, but one in Python
            return None


class _Stale(Exception):
    """The other side had hung up on a kept connection before it got the request, or gave another answer on it."""


async def send(request: Request, offer: TlsOffer, limit: int, network: Network) -> HttpResponse:
    """Send the request, over TLS as offered where the address is https; at most `limit` bytes of the body are read.

    What carries a credential goes over the TLS that this asks for, whatever is offered. A connection of an earlier
    request is used again if it is still open. A server that answers that it is too busy is left alone from then on.
    Raises `CircuitOpen`, `Unreachable`, `HandshakeBroken`, `NoAnswer` or `AnswerBroken`.
    """
    offer = offer if request.credential is None else request.credential.offer
    server = request.url.server
    try:
        answer = await _answer(request, offer, limit, network)
    except (Refused, ProxyFailed):
        raise
    except Unreachable:
        network.limiter.count_unanswered(server)
        raise
    network.limiter.count_answered(server)
    if answer.status in TOO_BUSY:
        network.limiter.open_circuit(server, answer.status)
    return answer


async def _answer(request: Request, offer: TlsOffer, limit: int, network: Network) -> HttpResponse:
    try:
        return await _sent(request, offer, limit, network, fresh=request.content is not None)
    except _Stale:
        return await _sent(request, offer, limit, network, fresh=True)


async def _sent(request: Request, offer: TlsOffer, limit: int, network: Network, *, fresh: bool) -> HttpResponse:
    server = request.url.server
    network.limiter.require_open(server)
    offered, is_named = offer if request.url.is_secure else None, bool(request.headers)
    async with channel_to(server, offered, network, fresh=fresh, is_named=is_named) as channel:
        # because another request may have closed the server while this one waited for its turn
        network.limiter.require_open(server)
        clock = asyncio.get_running_loop().time
        started = clock()
        async with aclosing(_events(channel, request)) as events:
            head = await _head(events, channel)
            body, is_truncated = await _body(events, limit, server)
        elapsed = round((clock() - started) * 1000)
        headers = tuple((name.decode("latin-1"), value.decode("latin-1")) for name, value in head.headers)
        if not await is_in_step(channel, request.headers, headers):
            raise _Stale
        return HttpResponse(head.status_code, headers, body, is_truncated, elapsed, tls_of(channel.connection))


async def _head(events: AsyncIterator[h11.Event], channel: Channel) -> h11.Response:
    server = channel.connection.server
    try:
        async for event in events:
            if isinstance(event, h11.Response):
                return event
    except h11.RemoteProtocolError as error:
        if channel.is_used and channel.connection.reader.at_eof():
            raise _Stale from error
        message = Message.of("{server} gave no answer that is HTTP/1.1", server=str(server))
        raise (
            _ended(channel.connection, message) if channel.connection.reader.at_eof() else NoAnswer(message)
        ) from error
    except ssl.SSLError as error:
        message = Message.of(
            "{server} ended TLS before an answer: {reason}", server=str(server), reason=tls_reason(error)
        )
        raise NoAnswer(message) from error
    except ConnectionError as error:
        if channel.is_used:
            raise _Stale from error
        message = Message.of("{server} closed the connection without an answer", server=str(server))
        raise _ended(channel.connection, message) from error
    raise NoAnswer(Message.of("{server} gave no answer that is HTTP/1.1", server=str(server)))


def _ended(connection: Connection, message: Message) -> ProbeError:
    """Return the error for a connection that ended without an answer; behind a proxy nobody knows who ended it."""
    return NoAnswer(message) if connection.proxy is None else ended(connection.server, connection.proxy)


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


async def _events(channel: Channel, request: Request) -> AsyncGenerator[h11.Event, None]:
    """Yield the events of the other side until its answer ends."""
    state, connection = channel.state, channel.connection
    connection.writer.write(_written(state, request))
    await connection.writer.drain()
    while True:
        event = state.next_event()
        if event is h11.NEED_DATA:
            state.receive_data(await connection.reader.read(_CHUNK))
            # because no time runs out while there is always more to be read
            await asyncio.sleep(0)
        elif isinstance(event, h11.Event) and not isinstance(event, h11.EndOfMessage | h11.ConnectionClosed):
            yield event
        else:
            return


def _written(state: h11.Connection, request: Request) -> bytes:
    usual = {"User-Agent": user_agent(), "Accept": "application/json, */*;q=0.5", "Accept-Encoding": "identity"}
    replaced = {name.lower() for name, _ in request.fields}
    headers = [("Host", request.url.authority)]
    headers += [(name, value) for name, value in usual.items() if name.lower() not in replaced]
    headers += request.fields
    if request.content is not None:
        headers.append(("Content-Length", str(len(request.content))))
    events: list[h11.Event] = [h11.Request(method=request.method, target=request.target, headers=headers)]
    if request.content:
        events.append(h11.Data(request.content))
    return b"".join(state.send(event) or b"" for event in (*events, h11.EndOfMessage()))


@cache
def user_agent() -> str:
    """Return the name under which the checker sends requests."""
    return f"ndxp-compliance/{VERSION} (read-only audit; SAFE methods)"
