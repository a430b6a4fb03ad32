"""Put the credential on the request, and get another token once where one is refused."""

import time
from collections.abc import Generator
from typing import Any

from ndxp_sdk._http.request import Request, fields_of
from ndxp_sdk._http.response import Response
from ndxp_sdk._pipeline.effects import Effect, NeedToken
from ndxp_sdk._pipeline.progress import Progress
from ndxp_sdk.errors import NdxpError


def authenticated(progress: Progress) -> Generator[Effect, Any, Request]:
    """Build the request with everything that proves who calls."""
    call, tokens = progress.call, progress.state.tokens
    if tokens is None or call.wanted is None:
        return call.request([])
    fields = fields_of(tokens.call_headers(call.url, time.time())) if tokens.gives_headers else []
    if not tokens.gives_tokens:
        return call.request(fields)
    at_hand = tokens.peek(call.wanted, time.time())
    progress.authorization = at_hand or (yield NeedToken(call.wanted, progress.deadline))()
    if tokens.placement == "body":
        return call.request(fields, progress.authorization)
    return call.request(fields + fields_of((("Authorization", progress.authorization),)))


def is_refused(progress: Progress, response: Response | None) -> bool:
    """Return whether to get another token, after a 401 or the end of a session, which is done once."""
    tokens = progress.state.tokens
    if tokens is None or progress.authorization is None or progress.has_renewed or response is None:
        return False
    return progress.call.is_refusal(response) and tokens.reject(progress.authorization)


def renew(progress: Progress, failure: NdxpError | None) -> None:
    """Record that the token was refused; the next attempt gets another one."""
    progress.refusal, progress.has_renewed = failure, True
