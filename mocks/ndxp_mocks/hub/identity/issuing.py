"""The token address: every check in order, then a token or a refusal that does not say why."""

from typing import Final

from ndxp_mocks.hub.identity import assertion, authenticating, granting, proofs, requesting
from ndxp_mocks.hub.identity.attempts import SKEW, Attempt
from ndxp_mocks.hub.identity.checking import Check, Outcome, outcomes
from ndxp_mocks.hub.identity.errors import OAuthRefusal
from ndxp_mocks.hub.identity.replay import use

AUTHENTICATION: Final[tuple[Check, ...]] = requesting.CHECKS + assertion.CHECKS + authenticating.CHECKS
CHECKS: Final[tuple[Check, ...]] = AUTHENTICATION + granting.CHECKS + proofs.CHECKS


def admit(attempt: Attempt, checks: tuple[Check, ...] = CHECKS) -> None:
    """Run the checks and use up the assertion. OAuthRefusal with the error of the first check that fails."""
    found = tuple(outcomes(attempt, checks))
    _use_up(attempt, found)
    if not found[-1].passed:
        raise refusal(attempt, found[-1])


def refusal(attempt: Attempt, outcome: Outcome) -> OAuthRefusal:
    """What the client is told of a failed check."""
    nonce = attempt.world.settings.dpop_nonce
    headers = (("DPoP-Nonce", nonce),) if outcome.error == "use_dpop_nonce" and nonce else ()
    return OAuthRefusal(outcome.error, None, *headers)


def _use_up(attempt: Attempt, found: tuple[Outcome, ...]) -> None:
    passed = {outcome.check.name for outcome in found if outcome.passed}
    if "jti_unused" in passed:
        attempt.world.client_keys.change((attempt.key or {})["id"], last_used_at=attempt.world.clock.stamp())
        use(attempt.world, str(attempt.client_id), attempt.claims["jti"], attempt.claims["exp"] + 2 * SKEW)
    if "dpop_signature" in passed:
        proofs.use_up(proofs.token_proof(attempt))
