"""The way out: what every connection of one run goes through."""

from collections.abc import Mapping, Sequence

from compliance.model.dataclass import dataclass, field, replace
from compliance.probes.net.address import any_addresses, public_addresses, system_addresses
from compliance.probes.net.idle import IdleChannels
from compliance.probes.net.rate_limit import RateLimiter
from compliance.probes.net.resolver import CachingResolver, Resolver
from compliance.probes.net.trusted_roots import TrustedRoots
from compliance.probes.net.url import Server
from compliance.probes.settings import NetworkSettings


@dataclass(frozen=True, slots=True)
class Network:
    """The way out of one run. Nothing in here is specific to one target.

    It has settings, a rate limit, a resolver, the roots that are trusted and the connections that are open.
    """

    settings: NetworkSettings
    limiter: RateLimiter
    resolver: Resolver
    roots: TrustedRoots
    idle: IdleChannels = field(default_factory=IdleChannels)

    async def addresses(self, server: Server) -> tuple[str, ...]:
        """Return where the server may be connected to; raises `Unreachable`."""
        if self.settings.allow_private:
            return await any_addresses(server, self.resolver)
        return await public_addresses(server, self.resolver)

    def at(self, address: str) -> "Network":
        """Return the same way out for looks at one address of a server."""

        async def pinned(_: Server) -> Sequence[str]:
            return (address,)

        return replace(self, resolver=pinned)


def network_of(settings: NetworkSettings, resolver: Resolver = system_addresses) -> Network:
    """Make the way out of one run, with a rate limit of its own and names that are looked up once."""
    names = CachingResolver(_with_given(settings.resolve, resolver), settings.timeout, 2 * settings.platforms)
    roots = TrustedRoots(settings.ca_file)
    return Network(settings, RateLimiter(settings.rate, settings.concurrency), names.addresses, roots)


def _with_given(given: Mapping[str, tuple[str, ...]], resolver: Resolver) -> Resolver:
    async def resolve(server: Server) -> Sequence[str]:
        return given.get(server.host.removesuffix(".")) or await resolver(server)

    return resolve
