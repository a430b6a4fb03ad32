"""The course of a call, without I/O: what to do next, decided once for both clients.

A generator yields what is to be done and is sent what came of it: an answer, a token, or an error thrown in.
"""

import time
from collections.abc import Generator
from dataclasses import replace
from typing import Any, Final

from ndxp_sdk._concurrency.deadline import Deadline
from ndxp_sdk._http.request import SAFE_METHODS, Request, fields_of
from ndxp_sdk._http.response import Response
from ndxp_sdk._pipeline.effects import CallResult, ClientState, Effect, NeedToken, Send, Wait
from ndxp_sdk._pipeline.prepared_call import PreparedCall
from ndxp_sdk._pipeline.retry import chance
from ndxp_sdk.errors import (
    Answered,
    BackoffInForce,
    DeadlineTooShort,
    Facts,
    GatewayFailure,
    MaybeSent,
    NdxpError,
    NotSent,
    OutcomeUnknown,
    QuotaExceeded,
    TokenUnavailable,
    Unavailable,
    UpstreamFailure,
)

_SPREAD: Final = 0.1


def attempts(job: PreparedCall, shared: ClientState) -> Generator[Effect, Any, CallResult]:
    """Yield the effects of one call, attempt by attempt; raises the NdxpError that it ends with."""
    course = _Course(job, shared)
    while True:
        if shared.circuit_breaker:
            yield from course.hold()
        answer: Response | None = None
        outgoing: Request | None = None
        try:
            course.attempts += 1
            outgoing = yield from course.outgoing()
            answer = yield Send(outgoing, course.clock(), job.is_stream, job.judge)
            failure = job.judge(answer) if isinstance(answer, Response) else None
        except NdxpError as error:
            failure = error
        if failure is not None:
            failure = course.told(failure, answer, outgoing)
        if course.is_refused_token(answer):
            course.refuse(failure)
        elif failure is not None:
            yield Wait(course.wait(failure))
        elif answer is not None and outgoing is not None:
            course.succeeded()
            return CallResult(answer, course.attempts, course.deadline.elapsed, outgoing, shared.confided)


class _Course:
    """The state in the middle of a call."""

    __slots__ = (
        "attempts",
        "authorization",
        "deadline",
        "is_renewed",
        "job",
        "last",
        "maybe_sent",
        "refusal",
        "shared",
    )

    def __init__(self, job: PreparedCall, shared: ClientState) -> None:
        self.job = job
        self.shared = shared
        self.deadline = Deadline(job.timeout)
        self.attempts = 0
        self.maybe_sent = False
        self.authorization: str | None = None
        self.last: NdxpError | None = None
        self.refusal: NdxpError | None = None
        self.is_renewed = False

    def clock(self) -> Deadline:
        """Return the deadline; raises if it is over."""
        if self.deadline.remaining <= 0:
            raise DeadlineTooShort("the time for the whole call was over before it could be sent", _LATE)
        return self.deadline

    def outgoing(self) -> Generator[Effect, Any, Request]:
        """Build the request with everything that proves who calls."""
        job, tokens, wanted = self.job, self.shared.tokens, self.job.wanted
        if tokens is None or wanted is None:
            return job.outgoing([])
        fields = fields_of(tokens.call_headers(job.url, time.time())) if tokens.gives_headers else []
        if not tokens.gives_tokens:
            return job.outgoing(fields)
        self.authorization = tokens.peek(wanted, time.time()) or (yield NeedToken(wanted, self.deadline))()
        if tokens.placement == "body":
            return job.outgoing(fields, self.authorization)
        return job.outgoing(fields + fields_of((("Authorization", self.authorization),)))

    def told(self, failure: NdxpError, answer: Response | None, outgoing: Request | None) -> NdxpError:
        """Redact from the failure the secrets that servers repeat in their complaints."""
        if answer is None or outgoing is None:
            return failure
        from ndxp_sdk._redaction.confidential import redactor_of  # noqa: PLC0415 - because most calls succeed
        from ndxp_sdk._redaction.echoes import redacted_failure  # noqa: PLC0415 - the same

        return redacted_failure(failure, answer, self.job.judge, redactor_of(outgoing, self.shared.confided()))

    def hold(self) -> Generator[Effect, Any, None]:
        """Enforce the circuit breaker, and the Retry-After that the server asked of all callers."""
        circuit_breaker, now = self.shared.circuit_breaker, time.monotonic()
        rest = circuit_breaker.open_for(self.job.scope, now)
        asked = circuit_breaker.throttled_for(self.job.scope, now)
        if rest or asked > min(self.shared.retry.longest_retry_after, self.deadline.remaining):
            text = "the server was found down or busy a moment ago and is left alone for a while"
            facts = Facts(code="down" if rest else "busy", retry_after=max(rest, asked), retryable=True)
            raise self._final(self.last or BackoffInForce(text, facts))
        if asked:
            yield Wait(asked * (1 + _SPREAD * chance()))

    def is_refused_token(self, answer: Response | None) -> bool:
        """Return whether to ask for another token after a 401 or the end of a session, which is done once."""
        tokens = self.shared.tokens
        if tokens is None or self.authorization is None or self.is_renewed or answer is None:
            return False
        return self.job.is_refusal(answer) and tokens.reject(self.authorization)

    def refuse(self, failure: NdxpError | None) -> None:
        """Record that the token was not accepted."""
        self.refusal, self.is_renewed = failure, True

    def succeeded(self) -> None:
        """Record that the call succeeded."""
        self.shared.budget.earn()
        if self.shared.circuit_breaker:
            self.shared.circuit_breaker.record_success(self.job.scope, time.monotonic())

    def wait(self, failure: NdxpError) -> float:
        """Return the seconds before the next attempt; raises the failure if there is none."""
        self._note(failure)
        retry, told = self.shared.retry, failure.retry_after
        seconds = retry.wait(max(1, self.attempts))
        if told is not None:
            seconds = told + _SPREAD * seconds
        is_last = self.attempts >= retry.attempts or (told or 0.0) > retry.longest_retry_after
        if is_last or not self._may_repeat(failure) or seconds >= self.deadline.remaining:
            raise self._final(failure)
        if not self.shared.budget.take():
            raise self._final(failure)
        self.last = failure
        return seconds

    def _note(self, failure: NdxpError) -> None:
        self.maybe_sent = self.maybe_sent or isinstance(failure, MaybeSent)
        self.attempts -= isinstance(failure, BackoffInForce | DeadlineTooShort)  # because nothing was tried
        scope, now, told = self.job.scope, time.monotonic(), failure.retry_after
        if isinstance(failure, MaybeSent | Unavailable) or (failure.retryable and isinstance(failure, _BEHIND)):
            self.shared.circuit_breaker.record_failure(scope, now, told if failure.status in _RESTING else None)
        elif told is not None and _asks_for_rest(failure):
            self.shared.circuit_breaker.record_throttle(scope, now, told)
        elif isinstance(failure, Answered):
            self.shared.circuit_breaker.record_success(scope, now)

    def _may_repeat(self, failure: NdxpError) -> bool:
        if isinstance(failure, BackoffInForce) or not failure.retryable:
            return False
        if self.job.is_repeatable or isinstance(failure, NotSent):
            return True
        # because a bare 503 may come from a proxy that had passed the request on
        return self._is_judged(failure) and (failure.status != 503 or failure.code is not None)

    def _is_judged(self, failure: NdxpError) -> bool:
        """Return whether a server said that repeating is safe, not only the transport that a response was broken."""
        return isinstance(failure, Answered) and failure.status is not None

    def _final(self, failure: NdxpError) -> NdxpError:
        if isinstance(failure, TokenUnavailable) and self.refusal is not None:
            failure = self.refusal
        if isinstance(failure, BackoffInForce | DeadlineTooShort) and self.last is not None:
            failure = self.last
        known = failure.facts
        ids = known.ids if isinstance(failure, Answered) else self.job.ids
        facts = replace(
            known, operation=self.job.operation, attempts=self.attempts, elapsed=self.deadline.elapsed, ids=ids
        )
        if isinstance(failure, Answered) and not self._is_judged(failure) and not self.job.is_repeatable:
            facts = replace(facts, retryable=False)
        final: NdxpError = type(failure)(failure.message, facts)
        if self.maybe_sent and self.job.method not in SAFE_METHODS and isinstance(failure, MaybeSent | NotSent):
            final = OutcomeUnknown(f"{failure.message}; {_UNKNOWN}", replace(facts, retryable=False))
        final.__cause__ = failure.__cause__
        return final


def _asks_for_rest(failure: NdxpError) -> bool:
    """Return whether the Retry-After is meant for all calls, not for this one alone."""
    return isinstance(failure, QuotaExceeded) or (isinstance(failure, Answered) and failure.status in _RESTING)


_LATE: Final = Facts(origin="caller", code="deadline")
_BEHIND: Final = (UpstreamFailure, GatewayFailure)
_RESTING: Final = frozenset({429, 503})
_UNKNOWN: Final = "whether it was carried out is not known: look its ids up in the transaction log before repeating it"
