"""Turn the outcome of a token request into what its callers see."""

from dataclasses import replace
from typing import Final

from ndxp_sdk._oauth.token import Token
from ndxp_sdk.errors import DeadlineTooShort, Facts, MaybeSent, NdxpError, TokenUnavailable, UsageError

_REFUSED: Final = Facts(origin="caller")


def value_of(outcome: Token | NdxpError | None) -> str:
    """Return the value of a token; raises a copy of the failure, without frames."""
    if isinstance(outcome, Token):
        return outcome.header
    failure = outcome or TokenUnavailable("no access token")
    raise failure.about() from failure.__cause__  # because one error raised by many threads gathers the frames of all


def unavailable(failure: NdxpError) -> NdxpError:
    """Return the failure as the caller of an operation sees it, without the frames (and so requests) of its cause."""
    if isinstance(failure, UsageError | DeadlineTooShort | TokenUnavailable):
        return failure.about()
    retryable = failure.retryable or isinstance(failure, MaybeSent)
    found = TokenUnavailable(f"no access token: {failure.message}", replace(failure.facts, retryable=retryable))
    found.__cause__ = failure.about()
    return found


def used_up() -> TokenUnavailable:
    """Build the error for a token that was refused and cannot be replaced."""
    return TokenUnavailable("the server has refused the token at hand, and there is no other: renew it", _REFUSED)


def out_of_patience(seconds: float) -> TokenUnavailable:
    """Build the error for a wait that took too long, for the request of another caller."""
    return TokenUnavailable(f"somebody else asks for the token and has none after {seconds:g} s", Facts(retryable=True))
