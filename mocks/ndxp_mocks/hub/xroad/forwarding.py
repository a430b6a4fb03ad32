"""From the provider's security server to the service, and back with the headers that X-Road sets."""

from collections.abc import Iterable, Iterator
from typing import Final
from urllib.parse import urlsplit

from ndxp_mocks.hub.transport.answer import WireAnswer
from ndxp_mocks.hub.transport.upstream import (
    Pair,
    UpstreamAnswer,
    UpstreamFailure,
    UpstreamReset,
    UpstreamTimeout,
    UpstreamUnreachable,
)
from ndxp_mocks.hub.xroad.errors import XRoadError
from ndxp_mocks.hub.xroad.exchange import Exchange
from ndxp_mocks.hub.xroad.header_rules import returned_headers
from ndxp_mocks.hub.xroad.registry import base_addresses
from ndxp_mocks.hub.xroad.request_hash import request_headers
from ndxp_mocks.platform.authorization import TOKEN

CREDENTIALS: Final = ("authorization", f"Bearer {TOKEN}")


async def forward(exchange: Exchange) -> WireAnswer:
    """Call the service and return its answer, redirects and errors too. Raises XRoadError if no answer came."""
    url = address_of(exchange)
    answer = await _sent(exchange, url)
    return WireAnswer(answer.status, (*returned_headers(answer.headers), *road_headers(exchange)), answer.body)


def address_of(exchange: Exchange) -> str:
    """Return the service's address with the caller's raw path and query."""
    known = base_addresses(exchange.version or {})
    address = exchange.chosen_address or next(iter(known), None)
    if not address:
        raise XRoadError("service_missing_url", f"Service address not specified for '{exchange.target}'")
    if urlsplit(address).scheme not in ("http", "https") or not urlsplit(address).netloc:
        raise XRoadError("service_malformed_url", f"Malformed service URL: {address}")
    url = joined(address, exchange.prefix + exchange.path)
    return url if exchange.query is None else f"{url}?{exchange.query}"


def joined(address: str, path: str) -> str:
    """Return one slash between both; an address without any path gets `/`."""
    url = address[:-1] + path if address.endswith("/") and path.startswith("/") else address + path
    return url if urlsplit(url).path else f"{url}/"


def road_headers(exchange: Exchange) -> tuple[Pair, ...]:
    """Return the headers that X-Road adds to every answer of a provider, beside or over the service's own."""
    return (
        ("X-Road-Id", exchange.message_id or ""),
        ("X-Road-Client", exchange.caller.encoded),
        ("X-Road-Service", exchange.target.encoded),
        ("X-Road-Request-Id", exchange.request_id),
        ("X-Road-Request-Hash", exchange.request_hash or ""),
    )


async def _sent(exchange: Exchange, url: str) -> UpstreamAnswer:
    times, clock = exchange.times["provider"], exchange.world.clock
    times.request_out_at, exchange.was_forwarded = clock.stamp(), True
    headers = tuple(with_credentials(request_headers(exchange)))
    try:
        answer = await exchange.upstream.send(exchange.incoming.method, url, headers, exchange.incoming.body)
    except UpstreamFailure as failure:
        raise unanswered(failure, url) from failure
    times.response_in_at = clock.stamp()
    return answer


def with_credentials(headers: Iterable[Pair]) -> Iterator[Pair]:
    """Yield the headers, with the gateway's own credentials where the caller sent none."""
    pairs = tuple(headers)
    yield from pairs
    if not any(name.lower() == CREDENTIALS[0] for name, _ in pairs):
        yield CREDENTIALS


def unanswered(failure: UpstreamFailure, url: str) -> XRoadError:
    """Return the error of X-Road for a service that did not answer."""
    host = urlsplit(url).netloc
    match failure:
        case UpstreamTimeout(moment="after-send"):
            return XRoadError("io_error", "Read timed out")
        case UpstreamTimeout():
            return XRoadError("network_error", f"Connect to {host} failed: Connection timed out")
        case UpstreamUnreachable():
            return XRoadError("network_error", f"Connect to {host} failed: Connection refused")
        case UpstreamReset():
            return XRoadError("network_error", "Connection reset")
        case _:
            return XRoadError("io_error", str(failure))
