"""The way out: what every connection of one run goes through."""

from compliance.model.dataclass import dataclass, field
from compliance.probes.net.address import any_addresses, public_addresses, system_addresses
from compliance.probes.net.idle import IdleChannels
from compliance.probes.net.rate_limit import RateLimiter
from compliance.probes.net.resolver import CachingResolver, Resolver
from compliance.probes.net.url import Server
from compliance.probes.settings import NetworkSettings


@dataclass(frozen=True, slots=True)
class Network:
    """Settings, rate limit, resolver and open connections of one run. Nothing in here is specific to one target."""

    settings: NetworkSettings
    limiter: RateLimiter
    resolver: Resolver
    idle: IdleChannels = field(default_factory=IdleChannels)

    async def addresses(self, server: Server) -> tuple[str, ...]:
        """Return where the server may be connected to; raises `Unreachable`."""
        if self.settings.allow_private:
            return await any_addresses(server, self.resolver)
        return await public_addresses(server, self.resolver)


def network_of(settings: NetworkSettings, resolver: Resolver = system_addresses) -> Network:
    """Make the way out of one run, with a rate limit of its own and names that are looked up once."""
    names = CachingResolver(resolver, settings.timeout, 2 * settings.platforms)
    return Network(settings, RateLimiter(settings.rate, settings.concurrency), names.addresses)
