"""Tokens are issued, explained, looked up and revoked. Refusals are the JSON of RFC 6749 §5.2."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Final

from ndxp_mocks.hub.domain.identity.access_tokens import claims_of
from ndxp_mocks.hub.domain.identity.access_tokens import issue as issue_token
from ndxp_mocks.hub.domain.identity.diagnostics import diagnosis
from ndxp_mocks.hub.domain.identity.errors import NO_STORE, OAuthRefusal, oauth_answer
from ndxp_mocks.hub.domain.identity.forms import REFERENCE_FIELDS
from ndxp_mocks.hub.domain.identity.revocations import revoke as tell_revoked
from ndxp_mocks.hub.domain.identity.token_endpoint import AUTHENTICATION, admit
from ndxp_mocks.hub.domain.identity.token_request import TokenAttempt, attempt_of
from ndxp_mocks.hub.handlers import answers
from ndxp_mocks.hub.http.messages import HubAnswer, HubRequest, Members

_CLIENT_CHECKS: Final = tuple(check for check in AUTHENTICATION if check.name != "grant_type")


def _in_oauth(handler: Callable[[HubRequest], HubAnswer]) -> Callable[[HubRequest], HubAnswer]:
    @wraps(handler)
    def answer(request: HubRequest) -> HubAnswer:
        try:
            return handler(request)
        except OAuthRefusal as refusal:
            return oauth_answer(refusal.error, refusal.status, *refusal.headers)

    return answer


@answers("tokens.issue")
@_in_oauth
def issue(request: HubRequest) -> HubAnswer:
    """Return a token, or a refusal that does not say why."""
    request.world.identity.token_requests += 1
    attempt = attempt_of(request)
    admit(attempt)
    return HubAnswer(body=issue_token(attempt), headers=(NO_STORE,))


@answers("tokens.diagnose")
@_in_oauth
def diagnose(request: HubRequest) -> HubAnswer:
    """Explain a refusal; not offered if the settings do not want it."""
    if not request.world.settings.diagnostics:
        raise OAuthRefusal("access_denied", 403)
    return HubAnswer(body=diagnosis(attempt_of(request)), headers=(NO_STORE,))


@answers("tokens.introspect")
@_in_oauth
def introspect(request: HubRequest) -> HubAnswer:
    """Return the claims of a token, to its client and to the provider that it is for (RFC 7662)."""
    attempt = _authenticated(request)
    claims = claims_of(request.world, attempt.form.get("token") or "")
    if claims is None or not _may_see(attempt, claims):
        return HubAnswer(body={"active": False}, headers=(NO_STORE,))
    token_type = "DPoP" if "jkt" in claims.get("cnf", {}) else "Bearer"
    return HubAnswer(body={"active": True, "token_type": token_type, **claims}, headers=(NO_STORE,))


@answers("tokens.revoke")
@_in_oauth
def revoke(request: HubRequest) -> HubAnswer:
    """Return an own token ends; success also for one that is unknown (RFC 7009 §2.2)."""
    attempt = _authenticated(request)
    claims = claims_of(request.world, attempt.form.get("token") or "")
    if claims is not None and claims["client_id"] == attempt.client_id:
        tell_revoked(request.world, "token", claims["jti"], client_id=attempt.client_id)
    return HubAnswer(headers=(NO_STORE,))


def _authenticated(request: HubRequest) -> TokenAttempt:
    """Authenticate the client. Raises OAuthRefusal unless it proves itself and the form names a token."""
    attempt = attempt_of(request, REFERENCE_FIELDS)
    admit(attempt, _CLIENT_CHECKS)
    if attempt.form.get("token") is None:
        raise OAuthRefusal("invalid_request")
    return attempt


def _may_see(attempt: TokenAttempt, claims: Members) -> bool:
    system: Any = (attempt.client or {}).get("system_id")
    is_provider = str(claims.get("service_id", "")).startswith(f"{system}/")
    return claims["client_id"] == attempt.client_id or is_provider
