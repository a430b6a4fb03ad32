"""Answers of RFC 6749 §5.2: the code and no reason; the reason is told by the diagnostics."""

from typing import Final

from ndxp_mocks.hub.http.messages import HubAnswer

NO_STORE: Final = ("Cache-Control", "no-store")
# RFC 6749 §5.2: a client that tried the Authorization header is told which schemes there are.
CHALLENGE: Final = ("WWW-Authenticate", 'Basic realm="hub", charset="UTF-8"')
_PAGES: Final = "https://hub.example/problems/"
_STATUSES: Final = {
    "invalid_client": 401,
    "server_error": 500,
    "temporarily_unavailable": 503,
}
_DESCRIPTIONS: Final = {
    "invalid_request": "The request is not well-formed.",
    "invalid_client": "Client authentication failed.",
    "invalid_scope": "The scope cannot be granted to this client.",
    "access_denied": "The agreement, the purpose or the service does not allow a token.",
    "unsupported_grant_type": "Only client_credentials is supported.",
    "unsupported_token_type": "Only access tokens are supported.",
    "invalid_dpop_proof": "The DPoP proof is not valid.",
    "use_dpop_nonce": "The DPoP proof has to hold the nonce of this answer.",
    "server_error": "The hub failed.",
    "temporarily_unavailable": "The hub cannot answer now.",
}


class OAuthRefusal(Exception):
    """An answer of the token, introspection or revocation address other than success."""

    def __init__(self, error: str, status: int | None = None, *headers: tuple[str, str]) -> None:
        super().__init__(error)
        self.error = error
        self.status = status or _STATUSES.get(error, 400)
        self.headers = headers


def oauth_answer(error: str, status: int | None = None, *headers: tuple[str, str]) -> HubAnswer:
    """Return the JSON answer for this code; `status` where it is not the usual one of the code."""
    chosen = status or _STATUSES.get(error, 400)
    body = {"error": error, "error_description": _DESCRIPTIONS[error], "error_uri": _PAGES + error.replace("_", "-")}
    challenge = (CHALLENGE,) if chosen == 401 else ()
    return HubAnswer(chosen, body, (NO_STORE, *challenge, *headers))
