"""The token address: every check in order, then a token or a refusal that does not say why."""

from typing import Final

from ndxp_mocks.hub.domain.identity import client_assertion, client_authentication, dpop, grant_checks, request_checks
from ndxp_mocks.hub.domain.identity.checks import Check, Outcome, outcomes
from ndxp_mocks.hub.domain.identity.errors import OAuthRefusal
from ndxp_mocks.hub.domain.identity.replay_guard import use
from ndxp_mocks.hub.domain.identity.token_request import SKEW, TokenAttempt

AUTHENTICATION: Final[tuple[Check, ...]] = (
    request_checks.CHECKS + client_assertion.CHECKS + client_authentication.CHECKS
)
CHECKS: Final[tuple[Check, ...]] = AUTHENTICATION + grant_checks.CHECKS + dpop.CHECKS


def admit(attempt: TokenAttempt, checks: tuple[Check, ...] = CHECKS) -> None:
    """Run the checks and use up the assertion. Raises OAuthRefusal with the error of the first check that fails."""
    found = tuple(outcomes(attempt, checks))
    _use_up(attempt, found)
    if not found[-1].passed:
        raise refusal(attempt, found[-1])


def refusal(attempt: TokenAttempt, outcome: Outcome) -> OAuthRefusal:
    """Return the refusal of a failed check, as the client reads it."""
    nonce = attempt.world.settings.dpop_nonce
    headers = (("DPoP-Nonce", nonce),) if outcome.error == "use_dpop_nonce" and nonce else ()
    return OAuthRefusal(outcome.error, None, *headers)


def _use_up(attempt: TokenAttempt, found: tuple[Outcome, ...]) -> None:
    passed = {outcome.check.name for outcome in found if outcome.passed}
    if "jti_unused" in passed:
        attempt.world.identity.client_keys.change((attempt.key or {})["id"], last_used_at=attempt.world.clock.stamp())
        use(attempt.world, str(attempt.client_id), attempt.claims["jti"], attempt.claims["exp"] + 2 * SKEW)
    if "dpop_signature" in passed:
        dpop.use_up(dpop.token_proof(attempt))
