"""What every look goes through: the settings, the pace, the clock and the resolver of one run."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from compliance.probes.address import any_addresses, public_addresses, system_addresses
from compliance.probes.hub import Hub
from compliance.probes.names import Names, Resolver
from compliance.probes.pace import Pace
from compliance.probes.settings import Settings
from compliance.probes.url import Server

Clock = Callable[[], datetime]


def utc_now() -> datetime:
    """The present moment."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Network:
    """The way out. Nothing in here is specific to one target. `hub` is null where nobody named one."""

    settings: Settings
    pace: Pace
    clock: Clock
    resolver: Resolver
    hub: Hub | None = None

    async def addresses(self, server: Server) -> tuple[str, ...]:
        """Where the server may be connected to; raises `Unreachable`."""
        if self.settings.allow_private:
            return await any_addresses(server, self.resolver)
        return await public_addresses(server, self.resolver)


def network_of(settings: Settings, *, clock: Clock = utc_now, resolver: Resolver = system_addresses) -> Network:
    """The way out of one run, with a pace of its own and names that are looked up once."""
    names = Names(resolver, settings.timeout, 2 * settings.platforms)
    return Network(settings, Pace(settings.rate, settings.concurrency), clock, names.addresses)
