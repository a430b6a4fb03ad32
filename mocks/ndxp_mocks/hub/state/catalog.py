"""State of the catalogue, which hub/domain/catalog owns."""

from dataclasses import dataclass, field
from typing import Any

from ndxp_mocks.hub.state.table import Table


@dataclass(slots=True)
class CatalogState:
    """One table for each resource of specs/contracts/catalogue.yaml, rows in the shape of the contract.

    `versions` has ids `<service id>@<version>`. `soap_services` are those that are called by SOAP, which the contract
    does not know. `events` is the feed of changes, `snapshot` the last signed state of trust, None before the first.
    """

    organizations: Table = field(default_factory=Table)
    systems: Table = field(default_factory=Table)
    services: Table = field(default_factory=Table)
    versions: Table = field(default_factory=Table)
    documents: Table = field(default_factory=Table)
    access_requests: Table = field(default_factory=Table)
    agreements: Table = field(default_factory=Table)
    purposes: Table = field(default_factory=Table)
    delegations: Table = field(default_factory=Table)
    soap_services: Table = field(default_factory=Table)
    events: Table = field(default_factory=Table)
    snapshot: Any = None
