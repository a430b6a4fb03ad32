"""The step that all credentials of OAuth share: send the request, read the token."""

from urllib.parse import urlencode

from ndxp_sdk._oauth.authorization_server import AuthorizationServer
from ndxp_sdk._oauth.steps import Steps
from ndxp_sdk._oauth.token import Token
from ndxp_sdk._oauth.token_request import TokenRequest, TokenSpec
from ndxp_sdk._oauth.token_response import token_of

ACCEPT = ("Accept", "application/json")


def token_steps(request: TokenRequest, issuer: AuthorizationServer) -> Steps[Token]:
    """Send `request`; return the token, or raise the failure without anything that was sent in confidence."""
    answer = yield issuer.note(request)
    issuer.clock.observe(answer)
    outcome = token_of(answer, issuer.clock.now(), issuer.hiding(request, answer))
    if isinstance(outcome, Token):
        return outcome
    raise outcome


def form(wanted: TokenSpec, **fields: str) -> bytes:
    """Build the form of client credentials (RFC 6749, 4.4). The purpose is in `fields` or signed in the assertion."""
    scope = {"scope": wanted.scope} if wanted.scope else {}
    return urlencode({"grant_type": "client_credentials", **scope, **fields}).encode()


def purpose(wanted: TokenSpec) -> dict[str, str]:
    """Return the purpose as the form field of clients that sign nothing."""
    return {"purpose_id": wanted.purpose_id} if wanted.purpose_id else {}
