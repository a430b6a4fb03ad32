"""The consumer's security server: its checks in their order, then the call, then the check of what came back."""

from typing import Final

from ndxp_mocks.hub.transport.answer import WireAnswer
from ndxp_mocks.hub.xroad import message_log
from ndxp_mocks.hub.xroad.client_authentication import verify_client
from ndxp_mocks.hub.xroad.common_errors import maintenance
from ndxp_mocks.hub.xroad.errors import XRoadError
from ndxp_mocks.hub.xroad.exchange import Exchange
from ndxp_mocks.hub.xroad.fault import injected_answer
from ndxp_mocks.hub.xroad.fault_codes import CLIENT_PROXY
from ndxp_mocks.hub.xroad.points import (
    CLIENT_AUTHENTICATION,
    CLIENT_STATUS,
    GLOBAL_CONFIGURATION,
    MAINTENANCE,
    NAMES,
    OWN_CERTIFICATE,
    PROVIDER_ADDRESS,
    RECEIVED,
    SEND,
    CallPoint,
)
from ndxp_mocks.hub.xroad.provider_server import Check, nothing_to_check, pass_provider_server
from ndxp_mocks.hub.xroad.registry import connection_type, is_server, server_of
from ndxp_mocks.hub.xroad.request_hash import request_hash
from ndxp_mocks.hub.xroad.request_names import read_names


def client_is_registered(exchange: Exchange) -> None:
    """Check that the client is named and belongs to this server."""
    if exchange.client is None:
        raise XRoadError("invalid_client_identifier", "The client identifier is missing")
    if connection_type(exchange.world, exchange.client) is None:
        raise XRoadError("unknown_member", f"Client '{exchange.client}' not found")


def client_is_authenticated(exchange: Exchange) -> None:
    """Check that the connection is as the client's connection type demands."""
    verify_client(exchange.world, exchange.caller, exchange.incoming)


def provider_has_an_address(exchange: Exchange) -> None:
    """Check that the registry knows the provider's system, and that a server that was asked for is the provider's."""
    provider = exchange.target.owner
    if connection_type(exchange.world, provider) is None:
        text = f'Could not find addresses for service provider "{exchange.target}"'
        raise XRoadError("unknown_member", text)
    server = exchange.server
    if server is None:
        return
    if not is_server(exchange.world, server):
        raise XRoadError("invalid_security_server", f'Could not find security server "{server}"')
    if server != server_of(provider):
        raise XRoadError("invalid_security_server", f'Invalid security server "{server}"')


def server_is_in_service(exchange: Exchange) -> None:
    """Check that the provider's server is not in maintenance."""
    message = exchange.world.settings.maintenance
    if message is not None:
        raise maintenance(exchange, message)


CHECKS: Final[tuple[tuple[CallPoint, Check], ...]] = (
    (GLOBAL_CONFIGURATION, nothing_to_check),
    (OWN_CERTIFICATE, nothing_to_check),
    (NAMES, read_names),
    (CLIENT_STATUS, client_is_registered),
    (CLIENT_AUTHENTICATION, client_is_authenticated),
    (PROVIDER_ADDRESS, provider_has_an_address),
    (MAINTENANCE, server_is_in_service),
)


async def pass_consumer_server(exchange: Exchange, checks: tuple[tuple[CallPoint, Check], ...] = CHECKS) -> WireAnswer:
    """Return the answer to this call.

    Raises XRoadError, with its prefix, where it fails; the message log has it then.
    """
    try:
        return await _consumed(exchange, checks)
    except XRoadError as error:
        failed = error.under(CLIENT_PROXY)
        message_log.record_refusal(exchange, "consumer", failed)
        raise failed from error


async def _consumed(exchange: Exchange, checks: tuple[tuple[CallPoint, Check], ...]) -> WireAnswer:
    for point, check in checks:
        answer = await injected_answer(exchange, point)
        if answer is not None:
            return answer
        check(exchange)
    return await _sent(exchange)


async def _sent(exchange: Exchange) -> WireAnswer:
    if exchange.message_id is None:
        exchange.message_id = f"{exchange.target.instance}-{exchange.world.new_id()}"
    instead = await injected_answer(exchange, SEND)
    if instead is not None:
        return instead
    exchange.request_hash = request_hash(exchange)
    message_log.keep_request(exchange)
    times = exchange.times["consumer"]
    times.request_out_at = exchange.world.clock.stamp()
    exchange.answer = await pass_provider_server(exchange)
    times.response_in_at = exchange.world.clock.stamp()
    instead = await injected_answer(exchange, RECEIVED)
    exchange.answer = exchange.answer if instead is None else instead
    message_log.record_answer(exchange, "consumer", exchange.answer)
    return exchange.answer
