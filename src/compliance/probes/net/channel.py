"""A conversation over HTTP, lent for one request: one that waits, or a new one."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from compliance.probes.net.connection import opened, timed
from compliance.probes.net.idle import Channel
from compliance.probes.net.network import Network
from compliance.probes.net.streams import close
from compliance.probes.net.tls_context import TlsOffer
from compliance.probes.net.url import Server


@asynccontextmanager
async def channel_to(
    server: Server, offer: TlsOffer | None, network: Network, *, fresh: bool, is_named: bool
) -> AsyncIterator[Channel]:
    """Wait for a slot and lend a channel; it is kept if the conversation may go on, else closed.

    `fresh` demands a new connection, `is_named` says that the answer may repeat a header of the request. All from the
    slot on has `timeout` seconds together. Raises `Unreachable` and, if TLS is offered, `HandshakeBroken`.
    """
    addresses = await network.addresses(server)
    async with network.limiter.slot(server), timed(server, network) as waiting:
        kept = None if fresh else await network.idle.take(server, offer, is_named=is_named)
        channel = kept or Channel(await opened(server, addresses, offer, network, waiting), offer)
        is_kept = False
        try:
            yield channel
            is_kept = channel.can_go_on()
        finally:
            if is_kept:
                network.idle.keep(channel)
            else:
                await close(channel.connection)
