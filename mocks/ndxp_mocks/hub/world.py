"""Everything a hub knows while it runs."""

from dataclasses import dataclass, field
from random import Random
from uuid import UUID

from ndxp_mocks.hub.clock import Clock
from ndxp_mocks.hub.settings import HubSettings
from ndxp_mocks.hub.table import Table


@dataclass(slots=True)
class World:
    """State in memory: one table for each resource of specs/contracts, rows in the contracts' shape.

    `versions` has ids `<service id>@<version>`; `contents` holds bytes (specifications, annexes, parts of transfers)
    by a name that their row mentions; `clients` are the OAuth clients by client_id, `client_keys` their JWKs.
    `records` is the message log in the order of completion, `audit_events` the administrative changes.
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
    records: Table = field(default_factory=Table)
    audit_events: Table = field(default_factory=Table)
    contents: dict[str, bytes] = field(default_factory=dict)

    def new_id(self) -> str:
        """A UUID that the same seed gives again."""
        return str(UUID(int=self.random.getrandbits(128), version=4))
