"""Network limits of one run."""

import math
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Final

from compliance.model.dataclass import dataclass, field

if TYPE_CHECKING:  # because a check of a document looks at nothing
    from compliance.probes.credential_reference import CredentialReference
    from compliance.probes.hub.access import HubAccess
    from compliance.probes.proxy_reference import ProxyReference

TYPES: Final = {
    "CredentialReference": "compliance.probes.credential_reference",
    "HubAccess": "compliance.probes.hub.access",
    "ProxyReference": "compliance.probes.proxy_reference",
}
"""Where the types are from, for who asks what the fields are, to write settings as JSON."""


class Mode(StrEnum):
    """How far a run goes: reads and, where the owner consents, trials; or also what only a staging environment bears.

    In staging mode trials need no consent in the record. Unsafe methods go to those platforms only whose record says
    that they are a staging environment.
    """

    SAFE = "safe"
    STAGING = "staging"


class Conformance(StrEnum):
    """Who holds answers to their documents: the judge that the checker brings along, or openapi-core."""

    OWN = "own"
    OPENAPI_CORE = "openapi-core"


@dataclass(frozen=True, slots=True)
class NetworkSettings:
    """Limits of one run. Raises `ValueError` for a limit that lets nothing through.

    `timeout` is in seconds, for one whole look. `rate` is requests and new connections a second and `concurrency` open
    connections, both to one server, which is a host and a port. `platforms` are looked at side by side.
    `body_limit` is in bytes. `reads` are the most documented operations of one service that are read. `ca_file`
    replaces the system's trust store where something is verified at all. `hub` is called through the SDK.
    `credentials` are references to what proves the caller to services; no secret stands in here. `conformance` says
    who holds answers to their documents. `resolve` gives addresses of hosts,
    which then are not looked up. All looks go through `proxy`, by HTTP CONNECT; None for none, whatever the environment
    says.
    """

    timeout: float = 10.0
    rate: float = 5.0
    concurrency: int = 4
    platforms: int = 16
    body_limit: int = 1024 * 1024
    reads: int = 50
    allow_private: bool = False
    ca_file: Path | None = None
    hub: "HubAccess | None" = None
    mode: Mode = Mode.SAFE
    credentials: "tuple[CredentialReference, ...]" = ()
    conformance: Conformance = Conformance.OWN
    resolve: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    proxy: "ProxyReference | None" = None

    def __post_init__(self) -> None:
        for name in ("timeout", "rate", "concurrency", "platforms", "body_limit", "reads"):
            if not (math.isfinite(value := getattr(self, name)) and value > 0):
                raise ValueError(f"{name} is {value}, a number above 0 is required")
