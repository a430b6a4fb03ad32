"""Leave alone what is down, wait where the server asked everybody to, and record how each attempt ended."""

import time
from collections.abc import Generator
from typing import Any, Final

from ndxp_sdk._pipeline.effects import Effect, Wait
from ndxp_sdk._pipeline.policies.outcome import outcome
from ndxp_sdk._pipeline.progress import Progress
from ndxp_sdk._pipeline.retry_policy import random_fraction
from ndxp_sdk.errors import (
    Answered,
    BackoffInForce,
    Facts,
    GatewayFailure,
    MaybeSent,
    NdxpError,
    QuotaExceeded,
    Unavailable,
    UpstreamFailure,
)

SPREAD: Final = 0.1
_BEHIND: Final = (UpstreamFailure, GatewayFailure)
_THROTTLING: Final = frozenset({429, 503})


def hold(progress: Progress) -> Generator[Effect, Any, None]:
    """Wait as long as the server asked everybody to.

    Raises:
        NdxpError: the circuit is open, or the wait is longer than the policy or the deadline allows.
    """
    circuits, scope, now = progress.state.circuit_breaker, progress.call.scope, time.monotonic()
    is_open = circuits.open_for(scope, now)
    throttled = circuits.throttled_for(scope, now)
    if is_open or throttled > min(progress.state.retry.longest_retry_after, progress.deadline.remaining):
        text = "the server was found down or busy a moment ago and is left alone for a while"
        facts = Facts(code="down" if is_open else "busy", retry_after=max(is_open, throttled), retryable=True)
        raise outcome(progress, progress.last or BackoffInForce(text, facts))
    if throttled:
        yield Wait(throttled * (1 + SPREAD * random_fraction()))


def record_success(progress: Progress) -> None:
    """Close the circuit of a server that answered well."""
    if progress.state.circuit_breaker:
        progress.state.circuit_breaker.record_success(progress.call.scope, time.monotonic())


def record_failure(progress: Progress, failure: NdxpError) -> None:
    """Open the circuit further, or note the wait that the server asked for."""
    circuits, scope, now = progress.state.circuit_breaker, progress.call.scope, time.monotonic()
    told = failure.retry_after
    if isinstance(failure, MaybeSent | Unavailable) or (failure.retryable and isinstance(failure, _BEHIND)):
        circuits.record_failure(scope, now, told if failure.status in _THROTTLING else None)
    elif told is not None and _is_for_everybody(failure):
        circuits.record_throttle(scope, now, told)
    elif isinstance(failure, Answered):
        circuits.record_success(scope, now)


def _is_for_everybody(failure: NdxpError) -> bool:
    """Return whether all calls are meant to wait, whoever of those in between says so."""
    return isinstance(failure, QuotaExceeded) or (isinstance(failure, Answered) and failure.status in _THROTTLING)
