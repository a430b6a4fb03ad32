"""The way out: what every connection of one run goes through."""

from collections.abc import Mapping, Sequence

from compliance.model.dataclass import dataclass, field, replace
from compliance.probes.net.address import (
    any_addresses,
    is_address,
    proxied_addresses,
    public_addresses,
    system_addresses,
)
from compliance.probes.net.idle import IdleChannels
from compliance.probes.net.proxy import Proxies, proxies_of, vantage_of
from compliance.probes.net.rate_limit import RateLimiter
from compliance.probes.net.resolver import CachingResolver, Resolver
from compliance.probes.net.silent_proxies import SilentProxies
from compliance.probes.net.trusted_roots import TrustedRoots
from compliance.probes.net.url import Server
from compliance.probes.settings import NetworkSettings
from ndxp_sdk.proxies import Proxy


@dataclass(frozen=True, slots=True)
class Network:
    """The way out of one run. Nothing in here is specific to one target.

    It has settings, a rate limit, a resolver, the roots that are trusted and the connections that are open. `silent`
    knows which proxies are not worth waiting for. `pinned` is the one address to connect to, None for all that are
    known.
    """

    settings: NetworkSettings
    limiter: RateLimiter
    names: Resolver
    roots: TrustedRoots
    proxies: Proxies = Proxies()
    idle: IdleChannels = field(default_factory=IdleChannels)
    silent: SilentProxies = field(default_factory=SilentProxies)
    pinned: str | None = None

    @property
    def vantage(self) -> str:
        """The place from where is looked."""
        return vantage_of(self.proxies, allow_private=self.settings.allow_private)

    async def addresses(self, server: Server) -> tuple[str, ...]:
        """Return where the server may be connected to, its name alone if a proxy resolves it; raises `Unreachable`."""
        if self.pinned is not None:
            return (self.pinned,)
        if self.resolved_by(server) is not None:
            return await proxied_addresses(server, self.names, allow_private=self.settings.allow_private)
        if self.settings.allow_private:
            return await any_addresses(server, self.names)
        return await public_addresses(server, self.names)

    def resolved_by(self, server: Server) -> Proxy | None:
        """Return the proxy that resolves the name of the server, None if it is resolved here or needs no resolving."""
        is_known = is_address(server.host) or server.host.removesuffix(".") in self.settings.resolve
        return None if is_known else self.proxies.between(server)

    def at(self, address: str) -> "Network":
        """Return the same way out for looks at one address of a server, which was checked."""
        return replace(self, pinned=address)


def network_of(settings: NetworkSettings, resolver: Resolver = system_addresses) -> Network:
    """Make the way out of one run, with a rate limit of its own and names that are looked up once.

    Raises `ProxyUnusable`.
    """
    names = CachingResolver(_with_given(settings.resolve, resolver), settings.timeout, 2 * settings.platforms)
    roots = TrustedRoots(settings.ca_file)
    limiter = RateLimiter(settings.rate, settings.concurrency)
    return Network(settings, limiter, names.addresses, roots, proxies_of(settings.proxy))


def _with_given(given: Mapping[str, tuple[str, ...]], resolver: Resolver) -> Resolver:
    async def resolve(server: Server) -> Sequence[str]:
        return given.get(server.host.removesuffix(".")) or await resolver(server)

    return resolve
