"""The request hash: SHA-512 over the server's own form of the request, so that no client can make it again."""

import base64
import hashlib
from collections.abc import Iterator

from ndxp_mocks.hub.transport.upstream import Pair
from ndxp_mocks.hub.xroad.exchange import Exchange
from ndxp_mocks.hub.xroad.header_rules import forwarded_headers


def request_hash(exchange: Exchange) -> str:
    """Return the Base64 of the hash of the head, or of (hash of head ‖ hash of body) if there is a body."""
    head = hashlib.sha512(serialized(exchange)).digest()
    body = exchange.incoming.body
    both = hashlib.sha512(head + hashlib.sha512(body).digest()).digest() if body else head
    return base64.b64encode(both).decode("ascii")


def serialized(exchange: Exchange) -> bytes:
    """Method, target and headers, one a line; the headers hold the request id, which differs on each call."""
    incoming = exchange.incoming
    target = incoming.path if incoming.query is None else f"{incoming.path}?{incoming.query}"
    lines = (incoming.method, target, *(f"{name}:{value}" for name, value in request_headers(exchange)))
    return "\r\n".join(lines).encode("utf-8") + b"\r\n"


def request_headers(exchange: Exchange) -> Iterator[Pair]:
    """Yield the headers that go on to the provider: the caller's, and the ids that the server made."""
    yield from forwarded_headers(exchange.incoming.headers)
    if exchange.incoming.last("X-Road-Id") is None and exchange.message_id is not None:
        yield "x-road-id", exchange.message_id
    yield "x-road-request-id", exchange.request_id
