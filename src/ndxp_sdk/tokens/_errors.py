"""What asking for a token came to, as its callers see it."""

from dataclasses import replace
from typing import Final

from ndxp_sdk.errors import DeadlineTooShort, Facts, MaybeSent, NdxpError, TokenUnavailable, UsageError
from ndxp_sdk.tokens.token import Token

_REFUSED: Final = Facts(origin="caller")


def value_of(outcome: Token | NdxpError | None) -> str:
    """The value of a token; raises a copy of the failure, without frames."""
    if isinstance(outcome, Token):
        return outcome.header
    failure = outcome or TokenUnavailable("no access token")
    raise failure.about() from failure.__cause__  # because one error raised by many threads gathers the frames of all


def unavailable(failure: NdxpError) -> NdxpError:
    """The failure as the caller of an operation sees it, without the frames (and so the requests) that it came from."""
    if isinstance(failure, UsageError | DeadlineTooShort | TokenUnavailable):
        return failure.about()
    retryable = failure.retryable or isinstance(failure, MaybeSent)
    found = TokenUnavailable(f"no access token: {failure.message}", replace(failure.facts, retryable=retryable))
    found.__cause__ = failure.about()
    return found


def used_up() -> TokenUnavailable:
    """The only token there is was refused."""
    return TokenUnavailable("the server has refused the token at hand, and there is no other: renew it", _REFUSED)


def out_of_patience(seconds: float) -> TokenUnavailable:
    """Waiting for somebody else's request took too long."""
    return TokenUnavailable(f"somebody else asks for the token and has none after {seconds:g} s", Facts(retryable=True))
