"""The provider's security server: its checks in their order, then a metaservice or the service itself."""

from collections.abc import Awaitable, Callable
from typing import Final

from ndxp_mocks.hub.domain.catalog.access_rights import right_to
from ndxp_mocks.hub.transport.answer import WireAnswer
from ndxp_mocks.hub.xroad import message_log
from ndxp_mocks.hub.xroad.errors import XRoadError
from ndxp_mocks.hub.xroad.exchange import Exchange
from ndxp_mocks.hub.xroad.fault import injected_answer
from ndxp_mocks.hub.xroad.fault_codes import SERVER_PROXY
from ndxp_mocks.hub.xroad.forwarding import forward
from ndxp_mocks.hub.xroad.metaservices import metaservice_of
from ndxp_mocks.hub.xroad.points import (
    ACCESS,
    ANSWERED,
    DISABLED,
    FORWARD,
    PROVIDER_CLIENT,
    SERVICE,
    SERVICE_TYPE,
    SIGNATURE,
    CallPoint,
)
from ndxp_mocks.hub.xroad.registry import notice_of, service_of, version_of
from ndxp_mocks.hub.xroad.soap.access import SOAP_ACCESS
from ndxp_mocks.hub.xroad.soap.echo import echo
from ndxp_mocks.hub.xroad.soap.metaservices import soap_metaservice_of
from ndxp_mocks.hub.xroad.soap.service_registry import is_soap_service

Check = Callable[[Exchange], None]
Handler = Callable[[Exchange], Awaitable[WireAnswer]]


def nothing_to_check(_exchange: Exchange) -> None:
    """Check nothing: at this point a mock fails by a fault only."""


def service_exists(exchange: Exchange) -> None:
    """Check that the provider offers this service, or a SOAP service of that name."""
    if service_of(exchange.world, exchange.target) is None and not is_soap_service(exchange.world, exchange.target):
        raise XRoadError("unknown_service", f"Unknown service: {exchange.target}")


def service_is_rest(exchange: Exchange) -> None:
    """Check that the service can be called by REST."""
    if service_of(exchange.world, exchange.target) is None:
        raise XRoadError("service_type", "Service is a SOAP service and cannot be called using REST interface")


def client_may_call(exchange: Exchange) -> None:
    """Check that the client has the right to this method and path."""
    names = (exchange.caller.slash, exchange.target.slash)
    right = right_to(exchange.world, *names, exchange.incoming.method, exchange.path)
    if right is None:
        raise XRoadError("access_denied", f"Request is not allowed: {exchange.target}")
    exchange.agreement, exchange.purpose = right.agreement, right.purpose
    exchange.version = version_of(exchange.world, exchange.target.slash, right.agreement.get("version"))


def service_is_not_disabled(exchange: Exchange) -> None:
    """Check that the version can be called. Who may not call never learns that it cannot."""
    version = exchange.version
    notice = "this version is not there" if version is None else notice_of(version)
    if notice is not None:
        raise XRoadError("service_disabled", f"Service {exchange.target} is disabled: {notice}")


_CLIENT: Final[tuple[tuple[CallPoint, Check], ...]] = ((PROVIDER_CLIENT, nothing_to_check),)
_ACCESS: Final[tuple[tuple[CallPoint, Check], ...]] = (
    (SERVICE, service_exists),
    (SERVICE_TYPE, service_is_rest),
    (ACCESS, client_may_call),
    (DISABLED, service_is_not_disabled),
)
_SIGNATURE: Final[tuple[tuple[CallPoint, Check], ...]] = ((SIGNATURE, nothing_to_check),)


async def pass_provider_server(exchange: Exchange) -> WireAnswer:
    """Return the provider's answer.

    Raises XRoadError, with this server's prefix, where it fails; the message log has it then.
    """
    exchange.times["provider"].request_in_at = exchange.world.clock.stamp()
    exchange.reached_provider_server = True
    try:
        answer = await _provided(exchange)
        message_log.verify_size(exchange.world, len(answer.body))
    except XRoadError as error:
        failed = error.under(SERVER_PROXY)
        message_log.record_refusal(exchange, "provider", failed)
        raise failed from error
    message_log.record_answer(exchange, "provider", answer)
    return answer


async def _provided(exchange: Exchange) -> WireAnswer:
    metaservice, access, service = _ways(exchange)
    checks = (*_CLIENT, *_SIGNATURE) if metaservice is not None else (*_CLIENT, *access, *_SIGNATURE)
    for point, check in checks:
        instead = await injected_answer(exchange, point)
        if instead is not None:
            return instead
        check(exchange)
    return await _handled(exchange, metaservice or service)


def _ways(exchange: Exchange) -> tuple[Handler | None, tuple[tuple[CallPoint, Check], ...], Handler]:
    """Return the metaservice that is called, if one is; else the checks before the service, and what calls it."""
    if exchange.soap is not None:
        return soap_metaservice_of(exchange), SOAP_ACCESS, echo
    return metaservice_of(exchange), _ACCESS, forward


async def _handled(exchange: Exchange, handler: Handler) -> WireAnswer:
    instead = await injected_answer(exchange, FORWARD)
    if instead is not None:
        return instead
    exchange.answer = await handler(exchange)
    instead = await injected_answer(exchange, ANSWERED)
    return exchange.answer if instead is None else instead
