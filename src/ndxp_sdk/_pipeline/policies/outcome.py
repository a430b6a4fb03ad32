"""Build the error that a call ends with: ids, attempts, time, and whether the outcome is known."""

from dataclasses import replace
from typing import Final

from ndxp_sdk._http.request import SAFE_METHODS
from ndxp_sdk._pipeline.progress import Progress
from ndxp_sdk.errors import (
    Answered,
    BackoffInForce,
    DeadlineTooShort,
    MaybeSent,
    NdxpError,
    NotSent,
    OutcomeUnknown,
    TokenUnavailable,
)

_UNKNOWN: Final = "whether it was carried out is not known: look its ids up in the transaction log before repeating it"


def outcome(progress: Progress, failure: NdxpError) -> NdxpError:
    """Return the error of the whole call; `failure` is that of its last attempt."""
    if isinstance(failure, TokenUnavailable) and progress.refusal is not None:
        failure = progress.refusal
    if isinstance(failure, BackoffInForce | DeadlineTooShort) and progress.last is not None:
        failure = progress.last
    call, known = progress.call, failure.facts
    ids = known.ids if isinstance(failure, Answered) else call.ids
    facts = replace(
        known, operation=call.operation, attempts=progress.attempts, elapsed=progress.deadline.elapsed, ids=ids
    )
    if isinstance(failure, Answered) and not is_judged(failure) and not call.is_repeatable:
        facts = replace(facts, retryable=False)
    final: NdxpError = type(failure)(failure.message, facts)
    if progress.maybe_sent and call.method not in SAFE_METHODS and isinstance(failure, MaybeSent | NotSent):
        final = OutcomeUnknown(f"{failure.message}; {_UNKNOWN}", replace(facts, retryable=False))
    final.__cause__ = failure.__cause__
    return final


def is_judged(failure: NdxpError) -> bool:
    """Return whether a server said that repeating is safe, not only the transport that a response was broken."""
    return isinstance(failure, Answered) and failure.status is not None
