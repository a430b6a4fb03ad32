"""The signed, expiring state of trust: what a security server calls its global configuration."""

import hashlib
import json
from dataclasses import dataclass
from typing import Any, Final

from ndxp_mocks.hub.domain.base64url import base64url
from ndxp_mocks.hub.state.table import Row
from ndxp_mocks.hub.state.world import World

_TYPE: Final = "snapshot+jwt"


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One signed snapshot: `state` is a hash of what it tells, `expires_at` in seconds since 1970."""

    version: int
    state: str
    expires_at: int
    message: str

    @property
    def etag(self) -> str:
        """The entity tag: another snapshot has another one, also if it says the same."""
        return f'"{hashlib.sha256(self.message.encode()).hexdigest()[:32]}"'


def snapshot_of(world: World, issuer: str) -> Snapshot:
    """Return the snapshot in force; a new one where something has changed or half its life is over."""
    told = _state_of_trust(world, issuer)
    state = hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()
    last: Snapshot | None = world.catalog.snapshot
    lifetime = world.settings.snapshot_lifetime
    if last is None or last.state != state or last.expires_at - world.clock.now() < lifetime / 2:
        world.catalog.snapshot = last = _signed(world, told, state, 1 if last is None else last.version + 1)
    return last


def _state_of_trust(world: World, issuer: str) -> dict[str, Any]:
    def rows(of: Any) -> list[Row]:
        return [row for row in of if row.get("state") != "draft"]

    return {
        "iss": issuer,
        "organizations": rows(world.catalog.organizations),
        "systems": rows(world.catalog.systems),
        "services": rows(world.catalog.services),
        "keys": world.identity.key_ring.public()["keys"],
    }


def _signed(world: World, told: dict[str, Any], state: str, version: int) -> Snapshot:
    key, now = world.identity.key_ring.elliptic, int(world.clock.now())
    expires_at = now + world.settings.snapshot_lifetime
    header = {"alg": key.algorithm, "typ": _TYPE, "kid": key.key_id}
    payload = {**told, "iat": now, "exp": expires_at, "version": version}
    signed = f"{_part(header)}.{_part(payload)}"
    return Snapshot(version, state, expires_at, f"{signed}.{base64url(key.sign(signed.encode('ascii')))}")


def _part(members: dict[str, Any]) -> str:
    return base64url(json.dumps(members, ensure_ascii=False, separators=(",", ":")).encode("utf-8"))
