"""Opaque tokens without a table: what they say is sealed with a key that follows from the seed of the hub."""

import base64
import binascii
import hashlib
import hmac
import json
from collections.abc import Mapping
from typing import Any

from ndxp_mocks.hub.state.world import World


def seal(world: World, kind: str, members: Mapping[str, Any], lifetime: float) -> str:
    """Return a token of this kind that says these members for so many seconds; no two are the same."""
    claims = {**members, "kind": kind, "until": world.clock.now() + lifetime, "id": world.new_id()}
    said = base64.urlsafe_b64encode(json.dumps(claims).encode("utf-8")).rstrip(b"=").decode("ascii")
    return f"{said}.{_seal(world, said)}"


def unseal(world: World, kind: str, token: str) -> Mapping[str, Any] | None:
    """Return the members of the token; None for one that is not ours, of another kind, or over."""
    said, _, seal = token.partition(".")
    if not hmac.compare_digest(seal.encode("utf-8"), _seal(world, said).encode("ascii")):
        return None
    try:
        claims: Mapping[str, Any] = json.loads(base64.urlsafe_b64decode(said + "=" * (-len(said) % 4)))
    except (binascii.Error, ValueError):
        return None
    return claims if claims["kind"] == kind and world.clock.now() < claims["until"] else None


def _seal(world: World, said: str) -> str:
    key = f"simulated/{world.settings.seed}".encode()
    return hmac.new(key, said.encode("utf-8"), hashlib.sha256).hexdigest()
