"""The exchange wire as an ASGI application: which profile serves which path, faults on arrival and on return.

| profile | serves |
|---|---|
| xroad-7.7, xroad-7.8 | `/r1/`, `/listClients`, `/asic`, `/verificationconf`, adapters; everything else is SOAP |
| ndxp-adapter | the adapters; anything else is 404 |
| gateway | `/token` and `/{api}/…` |
"""

from dataclasses import dataclass
from functools import partial
from typing import Final

from starlette.requests import Request
from starlette.types import Receive, Scope, Send

from ndxp_mocks.hub.adapter.forward import handle_adapter_call, prefix_of
from ndxp_mocks.hub.gateway.routing import handle_gateway_call
from ndxp_mocks.hub.state.world import World
from ndxp_mocks.hub.transport.answer import WireAnswer, text_answer
from ndxp_mocks.hub.transport.delivery import deliver, hang
from ndxp_mocks.hub.transport.upstream import Upstream
from ndxp_mocks.hub.xroad import asic_endpoint, list_clients, message_log, request_names, request_target
from ndxp_mocks.hub.xroad.exchange import Exchange, exchange_of
from ndxp_mocks.hub.xroad.fault import injected_answer
from ndxp_mocks.hub.xroad.incoming import read_incoming
from ndxp_mocks.hub.xroad.points import ARRIVAL, RETURN
from ndxp_mocks.hub.xroad.rest import handle_rest_call
from ndxp_mocks.hub.xroad.soap_calls import handle_soap_call

_EVERYTHING: Final = 1 << 40
_OPEN: Final = {
    list_clients.PATH: list_clients.list_clients,
    asic_endpoint.VERIFICATION_CONF: asic_endpoint.verification_conf,
}


@dataclass(frozen=True, slots=True)
class ExchangeApp:
    """The ASGI application that answers every call, whatever its path, which is not for one of our own APIs."""

    world: World
    upstream: Upstream

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Read the call, answer it, deliver the answer."""
        settings = self.world.settings
        keep = settings.largest_message if settings.refuses_what_it_cannot_log else _EVERYTHING
        came = await read_incoming(Request(scope, receive), keep)
        exchange = exchange_of(self.world, self.upstream, came, partial(_left, receive))
        answer = await answer_call(exchange)
        await hang(answer, exchange.left)
        message_log.record_end(exchange)
        await deliver(answer, scope, send)


async def answer_call(exchange: Exchange) -> WireAnswer:
    """Return the answer of the profile, unless a fault on arrival or on return gives another."""
    instead = await injected_answer(exchange, ARRIVAL)
    if instead is not None:
        return instead
    exchange.answer = await _routed(exchange)
    instead = await injected_answer(exchange, RETURN)
    return exchange.answer if instead is None else instead


async def _routed(exchange: Exchange) -> WireAnswer:
    match exchange.world.settings.profile:
        case "gateway":
            return await handle_gateway_call(exchange)
        case "ndxp-adapter":
            is_adapter = prefix_of(exchange.incoming.path) is not None
            return await handle_adapter_call(exchange) if is_adapter else text_answer(404, "Not Found")
        case _:
            return await _security_server(exchange)


async def _security_server(exchange: Exchange) -> WireAnswer:
    path, method = exchange.incoming.path, exchange.incoming.method
    if prefix_of(path) is not None:
        return await handle_adapter_call(exchange)
    flaw = request_target.target_flaw(path)
    if flaw is not None:
        return request_target.refusal(path, flaw, exchange.incoming.values("Accept"))
    if path.startswith(request_names.ROOT):
        return await handle_rest_call(exchange)
    if method == "GET" and path == asic_endpoint.ASIC:
        return asic_endpoint.asic(exchange)
    if method == "GET" and path in _OPEN:
        return _OPEN[path](exchange)
    return await handle_soap_call(exchange)


async def _left(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
