"""State of asynchronous exchange, which hub/domain/exchange owns."""

from dataclasses import dataclass, field

from ndxp_mocks.hub.state.table import Table


@dataclass(slots=True)
class ExchangeState:
    """Interactions, events and sets of files, rows in the shape of specs/contracts/exchange.yaml.

    `deliveries` are events on their way to one receiver each. `callback_hosts` are the hosts that may be called back by
    system, `provider_callbacks` the address at which the provider of a service takes asynchronous requests.
    """

    interactions: Table = field(default_factory=Table)
    subscriptions: Table = field(default_factory=Table)
    events: Table = field(default_factory=Table)
    deliveries: Table = field(default_factory=Table)
    transfers: Table = field(default_factory=Table)
    callback_hosts: dict[str, set[str]] = field(default_factory=dict)
    provider_callbacks: dict[str, str] = field(default_factory=dict)
