"""OAuth clients and their keys. `register` makes a client, a row of `World.identity.clients`; no route makes one."""

import hmac
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any, Final

from ndxp_mocks.hub.domain.identity.token_binding import certificate_thumbprint
from ndxp_mocks.hub.state.table import Row
from ndxp_mocks.hub.state.world import World

SCOPES: Final = ("catalog:read", "catalog:write", "exchange", "audit:read", "keys:write")


def register(
    world: World, client_id: str, system_id: str, *, secret: str | None = None, scopes: Iterable[str] = SCOPES
) -> Row:
    """Let this client act for the system (slash form). Without a secret it needs a key or a certificate."""
    return world.identity.clients.put(
        {"id": client_id, "system_id": system_id, "state": "active", "secret": secret, "scopes": sorted(scopes)}
    )


def has_secret(client: Row, secret: str) -> bool:
    """Compare the secret in a time that does not depend on it."""
    known = client.get("secret")
    return known is not None and hmac.compare_digest(str(known).encode(), secret.encode())


def key_row_id(client_id: str, kid: str) -> str:
    """Return the id of a row of `World.identity.client_keys`; two clients may have the same key."""
    return f"{client_id}/{kid}"


def keys_of(world: World, client_id: str) -> Iterator[Row]:
    """Yield the client's keys in the order in which they were registered."""
    return world.identity.client_keys.where(lambda row: row["client_id"] == client_id)


def key_state(world: World, row: Row) -> str:
    """Return pending, active, expired or revoked, as the clock says."""
    if row.get("revoked_at"):
        return "revoked"
    now = world.clock.now()
    if row.get("not_before") and now < seconds(row["not_before"]):
        return "pending"
    return "expired" if row.get("expires_at") and now >= seconds(row["expires_at"]) else "active"


def certificate_row(world: World, client_id: str, certificate: bytes) -> Row | None:
    """Return the client's key that was registered with this certificate (DER), None if none was."""
    wanted = certificate_thumbprint(certificate)
    return next((row for row in keys_of(world, client_id) if row.get("certificate_thumbprint") == wanted), None)


def seconds(stamp: Any) -> float:
    """Convert RFC 3339 text to seconds since 1970."""
    return datetime.fromisoformat(str(stamp)).timestamp()
