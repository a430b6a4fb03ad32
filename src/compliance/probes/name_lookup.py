"""The addresses of each host of the record, and which of them accept a connection."""

import asyncio
import errno
from collections.abc import AsyncIterator, Iterator
from typing import Final

from compliance.model.gap import Gap
from compliance.model.observation import NameLookup
from compliance.model.remedy import Remedy
from compliance.model.text import Message
from compliance.probes.context import ProbeContext
from compliance.probes.errors import ProbeError, Unreachable
from compliance.probes.net.connection import reach
from compliance.probes.net.network import Network
from compliance.probes.net.url import Server
from compliance.probes.probe import Found, Probe
from compliance.probes.target import Target

_SEES: Final = frozenset({NameLookup.__name__})
_MOST_TRIED: Final = 16
# What the system says where no way leads to an address; a port that refuses is another matter
_NO_WAY: Final = frozenset({errno.ENETUNREACH, errno.EHOSTUNREACH, errno.EADDRNOTAVAIL, errno.EAFNOSUPPORT})


def _plan(target: Target) -> Iterator[Server]:
    yield from dict.fromkeys(endpoint.base.server for endpoint in target.endpoints)


async def _look(server: Server, context: ProbeContext) -> AsyncIterator[Found]:
    try:
        addresses = await context.network.addresses(server)
    except ProbeError as error:
        yield error.gap(_SEES, server.at)
        return
    if (proxy := context.network.proxies.between(server)) is not None:
        yield _hidden_behind(server, proxy.address.origin)
        return
    tried = addresses[:_MOST_TRIED]
    failures = await asyncio.gather(*(_failure(server, address, context.network) for address in tried))
    found = dict(zip(tried, failures, strict=True))
    yield NameLookup(
        server.host,
        addresses,
        connected=tuple(address for address, failure in found.items() if failure is None),
        unreachable=tuple(address for address, failure in found.items() if _is_no_way(failure)),
        port=server.port,
        looked_at=context.clock(),
        silent=tuple(address for address, failure in found.items() if _is_silence(failure)),
    )


def _hidden_behind(server: Server, proxy: str) -> Gap:
    template = "the proxy {proxy} stands between here and {host}, whose addresses cannot be seen for that reason"
    message = Message.of(template, proxy=proxy, host=server.host)
    return Gap(_SEES, server.at, message, is_failure=False, remedy=Remedy.LOOK_WITHOUT_PROXY)


async def _failure(server: Server, address: str, network: Network) -> Unreachable | None:
    """Return why the address accepted no connection, None if it did."""
    try:
        await reach(server, address, network)
    except Unreachable as error:
        return error
    return None


def _is_no_way(failure: Unreachable | None) -> bool:
    return failure is not None and getattr(failure.__cause__, "errno", None) in _NO_WAY


def _is_silence(failure: Unreachable | None) -> bool:
    return failure is not None and isinstance(failure.__cause__, TimeoutError)


PROBE: Final = Probe(_SEES, _plan, _look)
