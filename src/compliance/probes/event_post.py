"""An event posted to its receiver (CloudEvents over HTTP, structured mode): over https, or to this machine."""

import asyncio
from typing import Final

from compliance.model.text import Message
from compliance.probes.errors import FetchError, ProbeError
from compliance.probes.mail_settings import MailServer
from compliance.probes.net.http_client import Headers, HttpResponse, Permit, Request, send
from compliance.probes.net.network import network_of
from compliance.probes.net.tls_context import verified
from compliance.probes.net.url import Url, read_url
from compliance.probes.settings import NetworkSettings

_LARGEST: Final = 4 * 1024
_KNOWN: Final = 409


def receiver(address: str) -> Url:
    """Parse the address of a receiver; raises `FetchError` for what is no https address, but on this machine."""
    url = read_url(address)
    if url is None:
        raise FetchError(Message.of("the address of a receiver of events is an https address without credentials"))
    if not url.is_secure and not MailServer(url.server.host, 0, is_tls=False).is_loopback:
        raise FetchError(Message.of("events are sent over https, but on this machine"))
    return url


def post(url: Url, content: bytes, headers: Headers, settings: NetworkSettings) -> bool:
    """Post an event; returns whether it was new to the receiver, which may say that it has it (409).

    Raises `FetchError` if it was not taken. Must not be called from a running event loop.
    """
    try:
        answer = asyncio.run(_posted(url, content, headers, settings))
    except OSError as error:
        message = Message.of("the CA file {file} could not be read", file=str(settings.ca_file))
        raise FetchError(message) from error
    except ProbeError as error:
        raise FetchError(error.message, remedy=error.remedy) from error
    if answer.status == _KNOWN:
        return False
    if not 200 <= answer.status < 300:
        template = "the receiver {url} answered {status} and did not take the event"
        raise FetchError(Message.of(template, url=str(url.without_query), status=answer.status))
    return True


async def _posted(url: Url, content: bytes, headers: Headers, settings: NetworkSettings) -> HttpResponse:
    network = network_of(settings)
    permit = Permit(url.server, frozenset({"POST"}))
    try:
        return await send(Request("POST", url, headers, content, permit), verified(settings.ca_file), _LARGEST, network)
    finally:
        await network.idle.close()
