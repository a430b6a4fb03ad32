"""Metadata of the token issuer (RFC 8414) and the keys it signs with (RFC 7517)."""

from typing import Final

from ndxp_mocks.hub.domain.identity.clients import SCOPES
from ndxp_mocks.hub.domain.identity.jwt import CLIENT_ALGORITHMS
from ndxp_mocks.hub.domain.identity.token_request import LONGEST_ASSERTION, issuer_of
from ndxp_mocks.hub.handlers import answers
from ndxp_mocks.hub.http.messages import HubAnswer, HubRequest

_METHODS: Final = (
    "client_secret_basic",
    "client_secret_post",
    "private_key_jwt",
    "tls_client_auth",
    "self_signed_tls_client_auth",
)
_ENDPOINTS: Final = {
    "token_endpoint": "/oauth2/token",
    "jwks_uri": "/.well-known/jwks.json",
    "introspection_endpoint": "/oauth2/introspect",
    "revocation_endpoint": "/oauth2/revoke",
    "token_diagnostics_endpoint": "/oauth2/token/diagnostics",
    "revocations_endpoint": "/oauth2/revocations",
}


@answers("tokens.metadata")
def metadata(request: HubRequest) -> HubAnswer:
    """Return the issuer identifier is also the only `aud` of client assertions."""
    root = request.base_url.rstrip("/")
    body = {
        "issuer": issuer_of(request),
        **{name: f"{root}{path}" for name, path in _ENDPOINTS.items()},
        "grant_types_supported": ["client_credentials"],
        "response_types_supported": [],
        "scopes_supported": list(SCOPES),
        "token_endpoint_auth_methods_supported": list(_METHODS),
        "token_endpoint_auth_signing_alg_values_supported": list(CLIENT_ALGORITHMS),
        "dpop_signing_alg_values_supported": list(CLIENT_ALGORITHMS),
        "tls_client_certificate_bound_access_tokens": True,
        "client_assertion_lifetime_max": int(LONGEST_ASSERTION),
        "access_token_lifetime_max": request.world.settings.token_lifetime,
        "simulated": True,
    }
    return HubAnswer(body=body)


@answers("tokens.jwks")
def jwks(request: HubRequest) -> HubAnswer:
    """Return the public keys of this hub; they are made when it starts."""
    return HubAnswer(body=request.world.identity.key_ring.public())
