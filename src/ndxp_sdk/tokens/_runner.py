"""The steps of a flow performed by a thread."""

import time

from ndxp_sdk._http.response import Answer
from ndxp_sdk.errors import NdxpError
from ndxp_sdk.tokens.protocol import Fetch, Flow, Pause, Result
from ndxp_sdk.tokens.request import TokenRequest


def drive(flow: Flow[Result], fetch: Fetch) -> Result:
    """Run a flow synchronously: errors of this package go back into it, anything else closes it."""
    try:
        step = next(flow)
        while True:
            outcome = _performed(step, fetch)
            step = flow.throw(outcome) if isinstance(outcome, NdxpError) else flow.send(outcome)
    except StopIteration as done:
        result: Result = done.value
        return result
    finally:
        flow.close()


def _performed(step: TokenRequest | Pause, fetch: Fetch) -> Answer | NdxpError | None:
    if isinstance(step, Pause):
        time.sleep(step.seconds)
        return None
    try:
        return fetch(step)
    except NdxpError as error:
        return error
