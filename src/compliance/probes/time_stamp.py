"""A time stamp asked of an authority over HTTP (RFC 3161, section 3.4): it is told a hash, and nothing else.

Plain HTTP is allowed, as most authorities offer: what comes back is signed, and repeats a number that was sent.
"""

import asyncio
from typing import Final

from compliance.model.text import Message
from compliance.probes.errors import FetchError, ProbeError
from compliance.probes.net.http_client import HttpResponse, Permit, Request, send
from compliance.probes.net.network import network_of
from compliance.probes.net.tls_context import verified
from compliance.probes.net.url import Url, read_url
from compliance.probes.settings import NetworkSettings

_LARGEST: Final = 64 * 1024
_QUERY: Final = "application/timestamp-query"


def ask(address: str, content: bytes, settings: NetworkSettings) -> bytes:
    """Return what the authority answers; raises `FetchError`. Must not be called from a running event loop."""
    url = read_url(address)
    if url is None:
        raise FetchError(Message.of("the address of a stamp authority is an http or https address without credentials"))
    try:
        answer = asyncio.run(_asked(url, content, settings))
    except OSError as error:
        message = Message.of("the CA file {file} could not be read", file=str(settings.ca_file))
        raise FetchError(message) from error
    except ProbeError as error:
        raise FetchError(error.message, remedy=error.remedy) from error
    if answer.status != 200 or answer.is_truncated:
        template = "the stamp authority {url} answered {status} and no time stamp"
        raise FetchError(Message.of(template, url=str(url.without_query), status=answer.status))
    return answer.body


async def _asked(url: Url, content: bytes, settings: NetworkSettings) -> HttpResponse:
    network = network_of(settings)
    permit = Permit(url.server, frozenset({"POST"}))
    request = Request("POST", url, (("Content-Type", _QUERY),), content, permit)
    try:
        return await send(request, verified(settings.ca_file), _LARGEST, network)
    finally:
        await network.idle.close()
