"""What every probe of one run is given: the way out, the clock and the hub."""

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime
from secrets import token_bytes
from typing import Any, Final

from compliance.model.answers.answered import Conformance
from compliance.model.dataclass import dataclass, field
from compliance.model.facts import Facts
from compliance.probes.credentials.wallet import Wallet, wallet_of
from compliance.probes.hub.client import Hub
from compliance.probes.net.address import system_addresses
from compliance.probes.net.network import Network, network_of
from compliance.probes.net.resolver import Resolver
from compliance.probes.settings import NetworkSettings

_KEY_SIZE: Final = 32
Clock = Callable[[], datetime]


def utc_now() -> datetime:
    """Return the present moment."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class ProbeContext:
    """The circumstances of a run. `hub` is None if none was named. Without `facts` no body is held to a schema.

    `wallet` holds what proves the caller to services; `reads` are those that were made, by platform and address.
    `judge` holds answers to their documents, None for the usual one.

    Under `key` identifiers become digests; it is random, and kept by nobody once the run is over.
    """

    network: Network
    clock: Clock
    hub: Hub | None = None
    facts: Facts | None = None
    wallet: Wallet = field(default_factory=Wallet, repr=False)
    judge: Conformance | None = None
    reads: "dict[tuple[str, str], asyncio.Future[Any]]" = field(default_factory=dict, repr=False)
    key: bytes = field(default_factory=lambda: token_bytes(_KEY_SIZE), repr=False)

    @property
    def settings(self) -> NetworkSettings:
        return self.network.settings


def probe_context(
    settings: NetworkSettings,
    *,
    facts: Facts | None = None,
    judge: Conformance | None = None,
    clock: Clock = utc_now,
    resolver: Resolver = system_addresses,
) -> ProbeContext:
    """Make the circumstances of one run, before a hub is opened; raises `CredentialUnusable`."""
    wallet = wallet_of(settings.credentials, settings.ca_file)
    return ProbeContext(network_of(settings, resolver), clock, facts=facts, wallet=wallet, judge=judge)
