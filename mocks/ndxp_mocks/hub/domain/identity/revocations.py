"""The feed of what is no longer valid; catalogue and keys write to it, tokens are weighed against it."""

from typing import Literal

from ndxp_mocks.hub.http.messages import Members
from ndxp_mocks.hub.http.paging import place
from ndxp_mocks.hub.state.table import Row
from ndxp_mocks.hub.state.world import World

Kind = Literal["agreement", "purpose", "client", "key", "token"]
_CLAIMS: dict[Kind, str] = {
    "agreement": "agreement_id",
    "purpose": "purpose_id",
    "client": "client_id",
    "token": "jti",
}


def revoke(
    world: World, kind: Kind, object_id: str, *, client_id: str | None = None, reason: Members | None = None
) -> Row:
    """Tell the feed. The id of an entry is its place in it."""
    return world.identity.revocations.put(
        {
            "id": place(len(world.identity.revocations) + 1),
            "kind": kind,
            "object_id": object_id,
            "client_id": client_id,
            "revoked_at": world.clock.stamp(),
            "reason": dict(reason) if reason else None,
        }
    )


def is_revoked(world: World, claims: Members) -> bool:
    """Return whether the token, its client, its agreement or its purpose stands in the feed."""
    named = {(kind, claims.get(claim)) for kind, claim in _CLAIMS.items()}
    return any((row["kind"], row["object_id"]) in named for row in world.identity.revocations)
