"""The handshakes that are tried with one address of a server."""

from collections.abc import Awaitable, Callable
from typing import Final

from compliance.model.dataclass import dataclass
from compliance.probes.errors import HandshakeDropped, ProbeError, Unreachable
from compliance.probes.net.agreement import Agreement
from compliance.probes.net.client_hello import OLD_VERSIONS, WEAK_SUITES, HelloOffer
from compliance.probes.net.connection import connected
from compliance.probes.net.network import Network
from compliance.probes.net.plain_handshake import ask
from compliance.probes.net.streams import Connection
from compliance.probes.net.tls_client import shake
from compliance.probes.net.tls_context import ModernOffer
from compliance.probes.net.tunnel import ended
from compliance.probes.net.url import Server

Attempt = Agreement | ProbeError
MODERN: Final = ModernOffer()


@dataclass(frozen=True, slots=True)
class Attempts:
    """What came of offering modern versions, and old ones, which are not offered where the first got no answer."""

    server: Server
    address: str
    modern: Attempt
    old: Attempt

    @property
    def is_answered(self) -> bool:
        """Whether anything came back from the address."""
        return not isinstance(self.modern, Unreachable)

    @property
    def agreements(self) -> tuple[Agreement, ...]:
        return tuple(each for each in (self.modern, self.old) if isinstance(each, Agreement))


async def attempts_at(server: Server, address: str, network: Network) -> Attempts:
    """Offer modern versions and then, if there was an answer, old ones."""
    modern = await _tried(server, address, network, lambda connection: shake(connection, MODERN))
    if isinstance(modern, HandshakeDropped) and (proxy := network.proxies.between(server)) is not None:
        # because what a proxy may have ended tells nothing of the server
        modern = ended(server, proxy.address.origin)
    if isinstance(modern, Unreachable):
        return Attempts(server, address, modern, modern)
    return Attempts(server, address, modern, await _asked(server, address, network, OLD_VERSIONS))


async def weak_suites_at(server: Server, address: str, network: Network) -> Attempt:
    """Offer nothing but weak cipher suites."""
    return await _asked(server, address, network, WEAK_SUITES)


async def _asked(server: Server, address: str, network: Network, offer: HelloOffer) -> Attempt:
    return await _tried(server, address, network, lambda connection: ask(connection, offer))


async def _tried(
    server: Server, address: str, network: Network, lead: Callable[[Connection], Awaitable[Agreement]]
) -> Attempt:
    try:
        async with connected(server, None, network.at(address)) as connection:
            return await lead(connection)
    except ProbeError as error:
        return error
