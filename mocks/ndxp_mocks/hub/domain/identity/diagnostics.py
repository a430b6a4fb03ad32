"""The explanation of a token request, for whoever is, or can prove to be, the client that it names."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any, Final

from ndxp_mocks.hub.domain.identity.checks import Finding, Outcome, outcomes
from ndxp_mocks.hub.domain.identity.client_authentication import (
    by_secret,
    has_own_secret,
    shows_own_certificate,
    signature_verifies,
)
from ndxp_mocks.hub.domain.identity.errors import OAuthRefusal
from ndxp_mocks.hub.domain.identity.forms import is_id
from ndxp_mocks.hub.domain.identity.token_endpoint import CHECKS
from ndxp_mocks.hub.domain.identity.token_request import Method, TokenAttempt

_ABOUT_CLIENTS: Final = frozenset({"client_known", "secret", "certificate", "client_active"})
_NAMES: Final = {check.name: check for check in CHECKS}


def diagnosis(attempt: TokenAttempt) -> dict[str, Any]:
    """Return the TokenDiagnosis of the contract. Raises OAuthRefusal if a credential but the assertion is wrong."""
    is_proved = False
    if attempt.uses("private_key_jwt") and by_secret(attempt):
        _refuse_strangers(attempt)
        attempt, is_proved = _without_secret(attempt), True
    found = tuple(outcomes(attempt, CHECKS))
    if attempt.uses("private_key_jwt") and not (is_proved or _proves_itself(attempt)):
        found = tuple(_told_to_strangers(found))
    elif not found[-1].passed and found[-1].check.name in _ABOUT_CLIENTS and not attempt.uses("private_key_jwt"):
        raise OAuthRefusal("invalid_client")
    return {
        "passed": found[-1].passed,
        "client_id": attempt.client_id if is_id(attempt.client_id or "") else None,
        "checks": [outcome.members() for outcome in found],
        "server_time": attempt.world.clock.stamp(),
    }


def _refuse_strangers(attempt: TokenAttempt) -> None:
    """Refuse with 401 a wrong secret, with 403 an assertion that names another client than the one proved."""
    client_id = attempt.basic.client_id if attempt.basic else attempt.form.get("client_id")
    if not has_own_secret(attempt, client_id):
        raise OAuthRefusal("invalid_client")
    if attempt.client_id is not None and attempt.client_id != client_id:
        raise OAuthRefusal("access_denied", 403)


def _without_secret(attempt: TokenAttempt) -> TokenAttempt:
    method: Method = "private_key_jwt"
    return replace(attempt, methods=(method,), basic=None)


def _proves_itself(attempt: TokenAttempt) -> bool:
    return signature_verifies(attempt) or shows_own_certificate(attempt)


def _told_to_strangers(found: tuple[Outcome, ...]) -> Iterator[Outcome]:
    """Leave out registered clients: what depends on them ends the list as `key_known` or `signature`."""
    for outcome in found:
        match outcome.check.name, outcome.passed:
            case "client_known" | "key_known", False:
                yield Outcome(_NAMES["key_known"], Finding(False))
                return
            case "key_active" | "signature", False:
                yield Outcome(_NAMES["signature"], Finding(False))
                return
            case "client_known" | "key_active", True:
                continue
        yield outcome
