"""The provider's gateway does not know the service."""

from ndxp_mocks.hub.xroad.fault import xroad_fault
from ndxp_mocks.hub.xroad.points import SERVICE

FAULT = xroad_fault(
    "unknown_service",
    "Unknown service: {exchange.target}",
    at=SERVICE,
    vi="Cổng của bên cung cấp không biết dịch vụ này.",
)
