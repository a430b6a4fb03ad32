"""Access tokens: made for a request that passed every check, read when they come back (RFC 9068)."""

from collections.abc import Mapping
from typing import Any, Final

from joserfc import jwt as jose

from ndxp_mocks.hub.domain.identity.dpop import thumbprint_of, token_proof
from ndxp_mocks.hub.domain.identity.grant_checks import delegation_of, version_of
from ndxp_mocks.hub.domain.identity.jwt import Jwt, Unreadable, read, verifies
from ndxp_mocks.hub.domain.identity.revocations import is_revoked
from ndxp_mocks.hub.domain.identity.token_binding import certificate_thumbprint
from ndxp_mocks.hub.domain.identity.token_request import TokenAttempt
from ndxp_mocks.hub.http.messages import Members
from ndxp_mocks.hub.state.world import World

_LONGEST: Final = 600
_TYPE: Final = "at+jwt"


def issue(attempt: TokenAttempt) -> dict[str, Any]:
    """Return the answer to a request that passed: Token of the contract."""
    claims = _claims(attempt)
    key = attempt.world.identity.key_ring.elliptic
    header = {"alg": key.algorithm, "typ": _TYPE, "kid": key.key_id}
    return {
        "access_token": jose.encode(header, claims, key.pair),
        "token_type": "DPoP" if attempt.proof else "Bearer",
        "expires_in": claims["exp"] - claims["iat"],
        "scope": claims["scope"],
    }


def claims_of(world: World, token: str) -> Members | None:
    """Return the claims of a token that this hub issued, that has not expired and is not revoked.

    None for any other.
    """
    try:
        jwt = read(token)
    except Unreadable:
        return None
    if jwt.header.get("typ") != _TYPE or not verifies(jwt, world.identity.key_ring.elliptic.public, ("ES256",)):
        return None
    return jwt.claims if _is_current(world, jwt) else None


def _is_current(world: World, jwt: Jwt) -> bool:
    client = world.identity.clients.find(str(jwt.claims.get("client_id"))) or {}
    return (
        world.clock.now() < jwt.claims["exp"] and client.get("state") == "active" and not is_revoked(world, jwt.claims)
    )


def _claims(attempt: TokenAttempt) -> dict[str, Any]:
    issued_at = int(attempt.now)
    bound = {
        "agreement_id": (attempt.agreement or {}).get("id"),
        "purpose_id": (attempt.purpose or {}).get("id"),
        "service_id": (attempt.agreement or {}).get("service_id"),
        "act": _actor(attempt),
        "cnf": _confirmation(attempt),
    }
    return {
        "iss": attempt.issuer,
        "aud": attempt.issuer,
        "sub": attempt.client_id,
        "client_id": attempt.client_id,
        "jti": attempt.world.new_id(),
        "iat": issued_at,
        "exp": issued_at + _life(attempt),
        "scope": " ".join(attempt.scopes),
        **{name: value for name, value in bound.items() if value},
    }


def _life(attempt: TokenAttempt) -> int:
    """Return the least lifetime, in seconds, of what hub, contract and version of the service allow."""
    of_version = (version_of(attempt) or {}).get("token_lifetime") or _LONGEST
    return max(1, min(attempt.world.settings.token_lifetime, of_version, _LONGEST))


def _actor(attempt: TokenAttempt) -> Mapping[str, str] | None:
    """Return who acts for the consumer of the agreement, None if it does itself (RFC 8693 §4.1)."""
    delegation = delegation_of(attempt)
    return {"sub": str(delegation["delegate_organization_id"])} if delegation else None


def _confirmation(attempt: TokenAttempt) -> Mapping[str, str] | None:
    if attempt.proof:
        return {"jkt": thumbprint_of(token_proof(attempt))}
    if attempt.uses("tls_client_auth") and attempt.certificate:
        return {"x5t#S256": certificate_thumbprint(attempt.certificate)}
    return None
