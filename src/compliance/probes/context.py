"""What every probe of one run is given: the way out, the clock and the hub."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from compliance.probes.hub.client import Hub
from compliance.probes.net.address import system_addresses
from compliance.probes.net.network import Network, network_of
from compliance.probes.net.resolver import Resolver
from compliance.probes.settings import NetworkSettings

Clock = Callable[[], datetime]


def utc_now() -> datetime:
    """Return the present moment."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class ProbeContext:
    """The circumstances of a run. `hub` is None where nobody named one."""

    network: Network
    clock: Clock
    hub: Hub | None = None

    @property
    def settings(self) -> NetworkSettings:
        return self.network.settings


def probe_context(
    settings: NetworkSettings, *, clock: Clock = utc_now, resolver: Resolver = system_addresses
) -> ProbeContext:
    """Make the circumstances of one run, before a hub is opened."""
    return ProbeContext(network_of(settings, resolver), clock)
