"""Documents that stand at an address: fetched with the other side verified, and only from where that was allowed."""

import asyncio
from typing import Final

from compliance.model.text import Message
from compliance.probes.errors import FetchError, ProbeError
from compliance.probes.net.address import system_addresses
from compliance.probes.net.http_client import HttpResponse, Request, send
from compliance.probes.net.network import Network, network_of
from compliance.probes.net.resolver import Resolver
from compliance.probes.net.tls_context import TlsOffer, verified
from compliance.probes.net.url import Url, joined, read_url
from compliance.probes.settings import NetworkSettings

_REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})
_MOST_REDIRECTS: Final = 3


def fetch(url: str, settings: NetworkSettings, limit_bytes: int, *, resolver: Resolver = system_addresses) -> bytes:
    """Return the bytes at an address; raises `FetchError`. Must not be called from a running event loop.

    Plain HTTP and private addresses need `settings.allow_private`. Up to three redirects are followed on one server.
    """
    try:
        network = network_of(settings, resolver)
        return asyncio.run(_fetched(_allowed(url, settings), _offer(settings), limit_bytes, network))
    except FetchError:
        raise
    except ProbeError as error:
        raise FetchError(error.message, remedy=error.remedy) from error


async def _fetched(url: Url, offer: TlsOffer, limit: int, network: Network) -> bytes:
    try:
        return await _followed(url, offer, limit, network)
    finally:
        await network.idle.close()


async def _followed(url: Url, offer: TlsOffer, limit: int, network: Network) -> bytes:
    for _ in range(_MOST_REDIRECTS + 1):
        answer = await send(Request("GET", url), offer, limit, network)
        if answer.status not in _REDIRECTS:
            return _body(url, answer, limit)
        url = _next(url, answer)
    raise FetchError(Message.of("{url} redirects more than {most} times", url=_shown(url), most=_MOST_REDIRECTS))


def _allowed(text: str, settings: NetworkSettings) -> Url:
    url = read_url(text)
    if url is None:
        raise FetchError(Message.of("the address is not an https address without credentials"))
    if not (url.is_secure or settings.allow_private):
        raise FetchError(Message.of("{url} is not fetched over plain HTTP, https is required", url=_shown(url)))
    return url


def _offer(settings: NetworkSettings) -> TlsOffer:
    try:
        return verified(settings.ca_file)
    except OSError as error:
        message = Message.of("the CA file {file} could not be read", file=str(settings.ca_file))
        raise FetchError(message) from error


def _body(url: Url, answer: HttpResponse, limit: int) -> bytes:
    if answer.status != 200:
        raise FetchError(Message.of("{url} answered {status}, 200 is required", url=_shown(url), status=answer.status))
    if answer.is_truncated:
        raise FetchError(Message.of("{url} is larger than {limit} bytes", url=_shown(url), limit=limit))
    return answer.body


def _next(url: Url, answer: HttpResponse) -> Url:
    target = joined(url, answer.header("location") or "")
    if target is None or (target.scheme, target.server) != (url.scheme, url.server):
        raise FetchError(Message.of("{url} redirects to another server, which is not followed", url=_shown(url)))
    return target


def _shown(url: Url) -> str:
    """Return the address without the query, which may hold a key."""
    return str(url.without_query)
