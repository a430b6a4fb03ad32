"""Authentication of a caller by the access token of a request and its binding (RFC 6750, 8705, 9449)."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, NoReturn

from starlette.datastructures import Headers

from ndxp_mocks.hub.domain.base64url import base64url
from ndxp_mocks.hub.domain.identity.access_tokens import claims_of
from ndxp_mocks.hub.domain.identity.dpop import Proof, first_failure, proof_of, thumbprint_of, use_up
from ndxp_mocks.hub.domain.identity.token_binding import certificate_thumbprint
from ndxp_mocks.hub.http.messages import Caller, HubProblem, Members
from ndxp_mocks.hub.state.world import World

_REALM: Final = 'realm="hub"'
_UNAUTHENTICATED: Final = "client-unauthenticated"


@dataclass(frozen=True, slots=True)
class PresentedCredentials:
    """Credentials of a request; `method` and `url` are those that a DPoP proof is about."""

    world: World
    headers: Headers
    certificate: bytes | None
    method: str
    url: str


def authenticate(
    world: World,
    headers: Headers,
    client_certificate: bytes | None,
    scopes: Iterable[str] = (),
    *,
    request: tuple[str, str] = ("", ""),
) -> Caller:
    """Return the caller, whose token holds all these scopes. `request` is method and absolute URL, for DPoP.

    HubProblem 401 without a valid token, 403 where it lacks a scope, each with WWW-Authenticate.
    """
    scheme, token = _credentials(headers)
    claims = claims_of(world, token)
    if claims is None:
        _refuse(scheme, "invalid_token", "the access token is unknown, expired or revoked")
    _require_binding(PresentedCredentials(world, headers, client_certificate, *request), scheme, token, claims)
    granted = frozenset(str(claims.get("scope", "")).split())
    _require_scopes(scheme, granted, tuple(scopes))
    return Caller(claims["client_id"], world.identity.clients.rows[claims["client_id"]]["system_id"], granted, claims)


def _credentials(headers: Headers) -> tuple[str, str]:
    """Scheme and token. Nothing is told of the error where no token was sent (RFC 6750 §3.1)."""
    values = headers.getlist("authorization")
    scheme, _, token = (values[0] if len(values) == 1 else "").partition(" ")
    if scheme.lower() not in ("bearer", "dpop"):
        challenges = (("WWW-Authenticate", f"Bearer {_REALM}"),)
        detail = "one Authorization header with an access token is expected"
        raise HubProblem(401, _UNAUTHENTICATED, detail, headers=challenges)
    return ("DPoP" if scheme.lower() == "dpop" else "Bearer"), token.strip()


def _require_binding(shown: PresentedCredentials, scheme: str, token: str, claims: Members) -> None:
    bound = claims.get("cnf", {})
    if (scheme == "DPoP") != ("jkt" in bound):
        _refuse(scheme, "invalid_token", "a token that is bound to a key comes as DPoP, any other as Bearer")
    if "jkt" in bound:
        _require_proof(shown, token, bound["jkt"])
    if "x5t#S256" in bound and not _is_certificate(shown.certificate, bound["x5t#S256"]):
        _refuse(scheme, "invalid_token", "the token is bound to another TLS certificate than the one of the connection")


def _is_certificate(certificate: bytes | None, thumbprint: str) -> bool:
    return certificate is not None and certificate_thumbprint(certificate) == thumbprint


def _require_proof(shown: PresentedCredentials, token: str, thumbprint: str) -> None:
    proof = proof_of(shown.world, ", ".join(shown.headers.getlist("dpop")), shown.method, shown.url)
    failure = first_failure(proof)
    nonce = shown.world.settings.dpop_nonce
    if failure == "dpop_nonce" and nonce:
        _refuse("DPoP", "use_dpop_nonce", "the proof has to hold the nonce of DPoP-Nonce", ("DPoP-Nonce", nonce))
    if failure or not _is_about(proof, token, thumbprint):
        _refuse("DPoP", "invalid_dpop_proof", f"the DPoP proof fails at {failure or 'its key or ath'}")
    use_up(proof)


def _is_about(proof: Proof, token: str, thumbprint: str) -> bool:
    """Return whether the proof is by the key of the token and holds its hash (`ath`, RFC 9449 §4.3)."""
    return thumbprint_of(proof) == thumbprint and proof.claims.get("ath") == _hash_of(token)


def _hash_of(token: str) -> str:
    """Return `ath` of RFC 9449 §4.2."""
    return base64url(hashlib.sha256(token.encode()).digest())


def _require_scopes(scheme: str, granted: frozenset[str], needed: tuple[str, ...]) -> None:
    missing = [scope for scope in needed if scope not in granted]
    if missing:
        challenge = f'{scheme} {_REALM}, error="insufficient_scope", scope="{" ".join(needed)}"'
        detail = f"the token lacks the scope {' '.join(missing)}"
        raise HubProblem(403, "access-denied", detail, headers=(("WWW-Authenticate", challenge),))


def _refuse(scheme: str, error: str, detail: str, *headers: tuple[str, str]) -> NoReturn:
    challenge = f'{scheme} {_REALM}, error="{error}", error_description="{detail}"'
    raise HubProblem(401, _UNAUTHENTICATED, detail, headers=(("WWW-Authenticate", challenge), *headers))
