"""State of the token issuer, which hub/domain/identity owns."""

from dataclasses import dataclass, field

from ndxp_mocks.hub.state.signing_keys import KeyRing
from ndxp_mocks.hub.state.table import Table


@dataclass(slots=True)
class IdentityState:
    """OAuth clients by client_id, their JWKs, the feed of revocations, and the keys of the hub itself.

    `token_requests` counts the requests for tokens. `used_ids` holds each `jti` until it could be used again, in
    seconds of the hub's clock.
    """

    clients: Table = field(default_factory=Table)
    client_keys: Table = field(default_factory=Table)
    revocations: Table = field(default_factory=Table)
    key_ring: KeyRing = field(default_factory=KeyRing)
    token_requests: int = 0
    used_ids: dict[str, float] = field(default_factory=dict)
