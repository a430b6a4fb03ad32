"""Decide whether a call is tried once more, and after how long."""

from ndxp_sdk._pipeline.policies.circuit import SPREAD, record_failure
from ndxp_sdk._pipeline.policies.outcome import is_judged, outcome
from ndxp_sdk._pipeline.progress import Progress
from ndxp_sdk.errors import BackoffInForce, DeadlineTooShort, MaybeSent, NdxpError, NotSent


def wait_before_retry(progress: Progress, failure: NdxpError) -> float:
    """Return the seconds before the next attempt; record how this one ended.

    Raises:
        NdxpError: there is no next attempt: repeating is not safe or not worth it, or the attempts, the time or the
            budget of the client are used up.
    """
    progress.maybe_sent = progress.maybe_sent or isinstance(failure, MaybeSent)
    progress.attempts -= isinstance(failure, BackoffInForce | DeadlineTooShort)  # because nothing was tried
    record_failure(progress, failure)
    retry, told = progress.state.retry, failure.retry_after
    seconds = retry.wait(max(1, progress.attempts))
    if told is not None:
        seconds = told + SPREAD * seconds
    is_last = progress.attempts >= retry.attempts or (told or 0.0) > retry.longest_retry_after
    if is_last or not _may_repeat(progress, failure) or seconds >= progress.deadline.remaining:
        raise outcome(progress, failure)
    if not progress.state.budget.take():
        raise outcome(progress, failure)
    progress.last = failure
    return seconds


def _may_repeat(progress: Progress, failure: NdxpError) -> bool:
    if isinstance(failure, BackoffInForce) or not failure.retryable:
        return False
    if progress.call.is_repeatable or isinstance(failure, NotSent):
        return True
    # because a bare 503 may come from a proxy that had passed the request on
    return is_judged(failure) and (failure.status != 503 or failure.code is not None)
