"""Carries out what the flow decides."""

from functools import partial
from typing import TYPE_CHECKING, Any, Final

from anyio import sleep

from ndxp_sdk._async.streaming import AsyncStreamedResponse
from ndxp_sdk._client.config import ClientConfig
from ndxp_sdk._concurrency.deadline import Deadline
from ndxp_sdk._concurrency.lifecycle import AsyncLifecycle
from ndxp_sdk._concurrency.sansio import arun
from ndxp_sdk._http.response import Headers, Response
from ndxp_sdk._pipeline.attempts import attempts
from ndxp_sdk._pipeline.call_result import CallResult
from ndxp_sdk._pipeline.client_state import ClientState
from ndxp_sdk._pipeline.effects import Effect, NeedToken, Send, Wait
from ndxp_sdk._pipeline.logging import log_wait
from ndxp_sdk._pipeline.prepare import http_request_of
from ndxp_sdk._pipeline.prepared_call import PreparedCall
from ndxp_sdk._transport.httpcore import AsyncTransport

if TYPE_CHECKING:
    from ndxp_sdk._oauth.token_request import TokenRequest
    from ndxp_sdk._transport.custom import AsyncHttpxTransport

PATIENCE: Final = 120.0


class AsyncRunner:
    """The connections of a client, and what it takes to run a call over them."""

    def __init__(self, config: ClientConfig, transport: "AsyncHttpxTransport | None") -> None:
        self._fields = config.fields
        self._tls = config.transport.tls
        self._transport = AsyncTransport(config.transport, transport)
        self.lifecycle = AsyncLifecycle()

    async def run(self, prepared: PreparedCall, state: ClientState) -> CallResult:
        """Run a call to its end; raises the error that it ends with."""
        self.lifecycle.check()
        return await arun(attempts(prepared, state), partial(self._perform, prepared, state))

    async def discard(self, done: CallResult) -> None:
        """Close the body of a result that is not given to the caller."""
        if isinstance(done.answer, AsyncStreamedResponse):
            await done.answer.aclose()

    async def aclose(self) -> None:
        """End all connections."""
        self.lifecycle.is_closed = True
        await self._transport.aclose()

    async def _perform(self, prepared: PreparedCall, state: ClientState, effect: Effect) -> Any:
        match effect:
            case Send():
                return await self._send(effect)
            case Wait(seconds):
                log_wait(prepared, seconds)
                return await sleep(seconds)
            case NeedToken(wanted, deadline) if state.tokens is not None:
                self._tls.look()  # because the token may be bound to the certificate, and the call has to show the same
                patience = min(PATIENCE, max(0.0, deadline.remaining))
                token = await state.tokens.aget(wanted, partial(self._fetch, deadline), patience=patience)
                return lambda: token  # because a closure is opaque to whatever shows the values of frames

    async def _send(self, send: Send) -> Response | AsyncStreamedResponse:
        if not send.is_stream:
            return await self._transport.send(send.request, send.deadline.limits())
        steps = send.deadline.limits()
        response = await self._transport.open(send.request, steps)
        if response.status >= 400:
            return await self._transport.whole(response)
        head = Response(response.status, Headers(response.headers), b"")
        try:
            is_refusal = send.judge(head) is not None
        except BaseException:
            await response.aclose()  # because a dialect may be the user's and raise anything
            raise
        if is_refusal:
            await response.aclose()
            return head
        steps["read"] = send.deadline.timeout.read  # because a long body is no slow one
        return AsyncStreamedResponse(self._transport, response)

    async def _fetch(self, deadline: Deadline, request: "TokenRequest") -> Response:
        sent = http_request_of(self._fields, request)
        return await self._transport.send(sent, (deadline.hurried() if request.is_early else deadline).limits())
