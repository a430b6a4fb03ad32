"""Decide on the attempts of a call, without I/O, once for both clients.

A generator yields effects and is sent what came of them: a response, a token, or an error thrown in. On each attempt
the policies act in this order:

1. circuit: leave alone what is down, wait where the server asked everybody to
2. authentication: put the credential on the request
3. deadline: begin nothing for which there is no time left
4. redaction: secrets out of what the server says, where it refuses
5. authentication: another token, once, where one was refused
6. retrying: whether and when to try once more, within the budget; else
7. outcome: the error that the call ends with
"""

from collections.abc import Generator
from typing import Any

from ndxp_sdk._http.request import Request
from ndxp_sdk._http.response import Response
from ndxp_sdk._pipeline.call_result import CallResult
from ndxp_sdk._pipeline.client_state import ClientState
from ndxp_sdk._pipeline.effects import Effect, Send, Wait
from ndxp_sdk._pipeline.policies.authentication import authenticated, is_refused, renew
from ndxp_sdk._pipeline.policies.circuit import hold, record_success
from ndxp_sdk._pipeline.policies.deadline import time_left
from ndxp_sdk._pipeline.policies.retrying import wait_before_retry
from ndxp_sdk._pipeline.prepared_call import PreparedCall
from ndxp_sdk._pipeline.progress import Progress
from ndxp_sdk.errors import NdxpError


def attempts(call: PreparedCall, state: ClientState) -> Generator[Effect, Any, CallResult]:
    """Yield the effects of one call, attempt by attempt.

    Raises:
        NdxpError: what it ends with, if no attempt succeeds.
    """
    progress = Progress(call, state)
    while True:
        if state.circuit_breaker:
            yield from hold(progress)
        response: Response | None = None
        request: Request | None = None
        try:
            progress.attempts += 1
            request = yield from authenticated(progress)
            response = yield Send(request, time_left(progress), call.is_stream, call.judge)
            failure = call.judge(response) if isinstance(response, Response) else None
        except NdxpError as error:
            failure = error
        if failure is not None and response is not None and request is not None:
            from ndxp_sdk._pipeline.policies.redaction import redacted  # noqa: PLC0415 - because most calls succeed

            failure = redacted(progress, failure, response, request)
        if is_refused(progress, response):
            renew(progress, failure)
        elif failure is not None:
            yield Wait(wait_before_retry(progress, failure))
        elif response is not None and request is not None:
            state.budget.earn()
            record_success(progress)
            return CallResult(response, progress.attempts, progress.deadline.elapsed, request, state.confided)
