"""A token that was refused: the first check of the issuer that fails."""

from typing import TYPE_CHECKING, Final

from ndxp_sdk.cli.causes.cause import Cause
from ndxp_sdk.cli.causes.dialects import other_dialect
from ndxp_sdk.cli.messages import translated
from ndxp_sdk.errors import NdxpError, TokenUnavailable
from ndxp_sdk.explanations import _advice as advice_of
from ndxp_sdk.locale import Words

if TYPE_CHECKING:
    from ndxp_sdk import Client
    from ndxp_sdk.tokens import Check

_OF_BOTH: Final = frozenset({"secret", "client_known"})


def refused_token(error: TokenUnavailable, client: "Client", words: Words) -> Cause | None:
    """Return why there is no token. None if nothing more than the response is known."""
    if error.code is None:  # because it is no error of OAuth, something else may have answered
        return other_dialect(client, words)
    failing = _failing(client)
    if failing is None:
        return None
    if failing.name in _OF_BOTH:  # because the issuer does not tell a stranger which of the two is wrong
        sentence = words("the issuer of tokens does not accept this client id with this secret")
        return Cause(sentence, words("compare client_id and the secret with what the hub issued"), "caller")
    question = getattr(failing.question, words.language, failing.name)
    refused = translated(error.message, words)
    advice = getattr(failing.advice, words.language, "") or advice_of(error.facts, words.language) or ""
    return Cause(f"{refused} — {question} {words('no')}", advice, error.origin)


def _failing(client: "Client") -> "Check | None":
    try:
        return next((check for check in client.tokens.explain(["catalog:read"]) if check.passed is False), None)
    except NdxpError:
        return None
