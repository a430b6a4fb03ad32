"""The checks of the provider's server before a SOAP service is called."""

from collections.abc import Callable
from typing import Final

from ndxp_mocks.hub.state.table import Row
from ndxp_mocks.hub.xroad.errors import XRoadError
from ndxp_mocks.hub.xroad.exchange import Exchange
from ndxp_mocks.hub.xroad.points import ACCESS, DISABLED, SERVICE, SERVICE_TYPE, CallPoint
from ndxp_mocks.hub.xroad.registry import service_of
from ndxp_mocks.hub.xroad.soap.service_registry import soap_service
from ndxp_mocks.hub.xroad.soap_message import SoapRequest


def message_of(exchange: Exchange) -> SoapRequest:
    """Return the message of a call by SOAP."""
    if exchange.soap is None:
        raise LookupError("this call is not by SOAP")
    return exchange.soap


def service_exists(exchange: Exchange) -> None:
    """Check that the provider offers this service in this version, or a REST service of that name."""
    if _called(exchange) is None and service_of(exchange.world, exchange.target) is None:
        raise XRoadError("unknown_service", f"Unknown service: {message_of(exchange).target}")


def service_is_soap(exchange: Exchange) -> None:
    """Check that the service can be called by SOAP."""
    if _called(exchange) is None:
        raise XRoadError("service_type", "Service is a REST service and cannot be called using SOAP interface")


def client_may_call(exchange: Exchange) -> None:
    """Check that the client is among those that the service is open to."""
    called = _called(exchange)
    if called is None or exchange.caller.slash not in called["clients"]:
        raise XRoadError("access_denied", f"Request is not allowed: {message_of(exchange).target}")


def nothing_disabled(_exchange: Exchange) -> None:
    """Check nothing: only a fault disables a SOAP service."""


def _called(exchange: Exchange) -> Row | None:
    return soap_service(exchange.world, exchange.target, message_of(exchange).version)


SOAP_ACCESS: Final[tuple[tuple[CallPoint, Callable[[Exchange], None]], ...]] = (
    (SERVICE, service_exists),
    (SERVICE_TYPE, service_is_soap),
    (ACCESS, client_may_call),
    (DISABLED, nothing_disabled),
)
