"""Everything a hub knows while it runs, in groups that one part of the hub owns each."""

from dataclasses import dataclass, field
from random import Random
from threading import RLock
from typing import Final
from uuid import UUID

from ndxp_mocks.hub.state.api import ApiState
from ndxp_mocks.hub.state.catalog import CatalogState
from ndxp_mocks.hub.state.clock import Clock
from ndxp_mocks.hub.state.evidence import EvidenceState
from ndxp_mocks.hub.state.exchange import ExchangeState
from ndxp_mocks.hub.state.identity import IdentityState
from ndxp_mocks.hub.state.settings import HubSettings
from ndxp_mocks.hub.state.table import Table
from ndxp_mocks.hub.transport.upstream import Upstream
from ndxp_mocks.platform.platform import Platform

HUB_URL: Final = "https://hub.example"


@dataclass(slots=True)
class World:
    """The state of one hub, in memory.

    `contents` holds bytes (specifications, annexes, parts of transfers, messages) by a name that their row mentions.
    `url` is where the hub is reached, `began` when it began, in seconds of its clock. `lock` is held while one
    operation reads and writes. `platforms` are those that answer in memory, by the host of their base URL; `callbacks`
    calls receivers of events, None if nothing does. `faults` are those that are on now: they can be added and taken
    away while the hub runs, written as `injection.known` says.

    The properties are the flat names by which the test kit of the SDK looks at any hub.
    """

    settings: HubSettings = field(default_factory=HubSettings)
    clock: Clock = field(default_factory=Clock)
    random: Random = field(default_factory=lambda: Random(2026))
    catalog: CatalogState = field(default_factory=CatalogState)
    exchange: ExchangeState = field(default_factory=ExchangeState)
    identity: IdentityState = field(default_factory=IdentityState)
    evidence: EvidenceState = field(default_factory=EvidenceState)
    api: ApiState = field(default_factory=ApiState)
    contents: dict[str, bytes] = field(default_factory=dict)
    url: str = HUB_URL
    lock: RLock = field(default_factory=RLock)
    platforms: dict[str, Platform] = field(default_factory=dict)
    callbacks: Upstream | None = None
    faults: set[str] = field(default_factory=set)
    began: float = field(init=False)

    def __post_init__(self) -> None:
        self.began = self.clock.now()
        self.faults |= self.settings.faults

    def new_id(self) -> str:
        """Return a UUID that the same seed gives again."""
        return str(UUID(int=self.random.getrandbits(128), version=4))

    @property
    def organizations(self) -> Table:
        return self.catalog.organizations

    @property
    def systems(self) -> Table:
        return self.catalog.systems

    @property
    def services(self) -> Table:
        return self.catalog.services

    @property
    def versions(self) -> Table:
        return self.catalog.versions

    @property
    def clients(self) -> Table:
        return self.identity.clients

    @property
    def records(self) -> Table:
        return self.evidence.records

    @property
    def token_requests(self) -> int:
        return self.identity.token_requests

    @property
    def callback_hosts(self) -> dict[str, set[str]]:
        return self.exchange.callback_hosts

    @property
    def provider_callbacks(self) -> dict[str, str]:
        return self.exchange.provider_callbacks
