"""The step that all credentials of OAuth share: send the request, read the token."""

from urllib.parse import urlencode

from ndxp_sdk._oauth.authorization_server import Issuer
from ndxp_sdk._oauth.steps import Steps
from ndxp_sdk._oauth.token import Token
from ndxp_sdk._oauth.token_request import TokenRequest, TokenWanted
from ndxp_sdk._oauth.token_response import token_of

ACCEPT = ("Accept", "application/json")


def asked(request: TokenRequest, issuer: Issuer) -> Steps[Token]:
    """Send `request`; return the token, or raise the failure without anything that was sent in confidence."""
    answer = yield issuer.note(request)
    issuer.clock.observe(answer)
    outcome = token_of(answer, issuer.clock.now(), issuer.hiding(request, answer))
    if isinstance(outcome, Token):
        return outcome
    raise outcome


def form(wanted: TokenWanted, **fields: str) -> bytes:
    """Build the form of client credentials (RFC 6749, 4.4). The purpose is in `fields` or signed in the assertion."""
    scope = {"scope": wanted.scope} if wanted.scope else {}
    return urlencode({"grant_type": "client_credentials", **scope, **fields}).encode()


def purpose(wanted: TokenWanted) -> dict[str, str]:
    """Return the purpose as the form field of clients that sign nothing."""
    return {"purpose_id": wanted.purpose_id} if wanted.purpose_id else {}
