"""Everything a hub knows while it runs."""

from dataclasses import dataclass, field
from random import Random
from threading import RLock
from typing import Any, Final
from uuid import UUID

from ndxp_mocks.hub.state.clock import Clock
from ndxp_mocks.hub.state.settings import HubSettings
from ndxp_mocks.hub.state.signing_keys import KeyRing
from ndxp_mocks.hub.state.table import Table
from ndxp_mocks.hub.transport.upstream import Upstream
from ndxp_mocks.platform.platform import Platform

HUB_URL: Final = "https://hub.example"


@dataclass(slots=True)
class World:
    """State in memory: one table for each resource of specs/contracts, rows in the contracts' shape.

    `versions` has ids `<service id>@<version>`; `contents` holds bytes (specifications, annexes, parts of transfers)
    by a name that their row mentions; `clients` are the OAuth clients by client_id, `client_keys` their JWKs.
    `records` is the message log in the order of completion, `audit_events` the administrative changes. `url` is where
    the hub is reached. `lock` is held while one operation reads and writes; `repeated` holds the answers of creations
    by their idempotency keys, `used` the requests of each client in the current second, `snapshot` the last signed
    state, `platforms` those that answer in memory, by the host of their base URL.
    `token_requests` counts the requests for tokens, `used_ids` holds each `jti` until it could be used again,
    `callback_hosts` the hosts that may be called back by system, `provider_callbacks` where the provider of a service
    takes asynchronous requests, `callbacks` what calls them all (nothing does where null).
    `soap_services` are those that are called by SOAP, which the catalogue does not know; `began` is when the hub began.
    `faults` are those of the wire that are on now: they can be added and taken away while the hub runs.
    """

    settings: HubSettings = field(default_factory=HubSettings)
    clock: Clock = field(default_factory=Clock)
    random: Random = field(default_factory=lambda: Random(2026))
    organizations: Table = field(default_factory=Table)
    systems: Table = field(default_factory=Table)
    services: Table = field(default_factory=Table)
    versions: Table = field(default_factory=Table)
    documents: Table = field(default_factory=Table)
    access_requests: Table = field(default_factory=Table)
    agreements: Table = field(default_factory=Table)
    purposes: Table = field(default_factory=Table)
    delegations: Table = field(default_factory=Table)
    events: Table = field(default_factory=Table)
    clients: Table = field(default_factory=Table)
    client_keys: Table = field(default_factory=Table)
    revocations: Table = field(default_factory=Table)
    interactions: Table = field(default_factory=Table)
    subscriptions: Table = field(default_factory=Table)
    published_events: Table = field(default_factory=Table)
    deliveries: Table = field(default_factory=Table)
    transfers: Table = field(default_factory=Table)
    soap_services: Table = field(default_factory=Table)
    records: Table = field(default_factory=Table)
    audit_events: Table = field(default_factory=Table)
    contents: dict[str, bytes] = field(default_factory=dict)
    url: str = HUB_URL
    lock: RLock = field(default_factory=RLock)
    repeated: dict[tuple[str, ...], Any] = field(default_factory=dict)
    used: dict[str, tuple[int, int]] = field(default_factory=dict)
    snapshot: Any = None
    platforms: dict[str, Platform] = field(default_factory=dict)
    key_ring: KeyRing = field(default_factory=KeyRing)
    token_requests: int = 0
    used_ids: dict[str, float] = field(default_factory=dict)
    callback_hosts: dict[str, set[str]] = field(default_factory=dict)
    provider_callbacks: dict[str, str] = field(default_factory=dict)
    callbacks: Upstream | None = None
    faults: set[str] = field(default_factory=set)
    began: float = field(init=False)

    def __post_init__(self) -> None:
        self.began = self.clock.now()
        self.faults |= self.settings.faults

    def new_id(self) -> str:
        """A UUID that the same seed gives again."""
        return str(UUID(int=self.random.getrandbits(128), version=4))
