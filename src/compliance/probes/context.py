"""What every look goes through: the settings, the pace, the clock and the resolver of one run."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from compliance.probes.hub.client import Hub
from compliance.probes.net.address import any_addresses, public_addresses, system_addresses
from compliance.probes.net.rate_limit import RateLimiter
from compliance.probes.net.resolver import CachingResolver, Resolver
from compliance.probes.net.url import Server
from compliance.probes.settings import NetworkSettings

Clock = Callable[[], datetime]


def utc_now() -> datetime:
    """The present moment."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class ProbeContext:
    """The way out. Nothing in here is specific to one target. `hub` is null where nobody named one."""

    settings: NetworkSettings
    limiter: RateLimiter
    clock: Clock
    resolver: Resolver
    hub: Hub | None = None

    async def addresses(self, server: Server) -> tuple[str, ...]:
        """Where the server may be connected to; raises `Unreachable`."""
        if self.settings.allow_private:
            return await any_addresses(server, self.resolver)
        return await public_addresses(server, self.resolver)


def probe_context(
    settings: NetworkSettings, *, clock: Clock = utc_now, resolver: Resolver = system_addresses
) -> ProbeContext:
    """The way out of one run, with a pace of its own and names that are looked up once."""
    names = CachingResolver(resolver, settings.timeout, 2 * settings.platforms)
    return ProbeContext(settings, RateLimiter(settings.rate, settings.concurrency), clock, names.addresses)
