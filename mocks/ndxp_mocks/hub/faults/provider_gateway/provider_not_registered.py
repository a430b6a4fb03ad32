"""The provider's system is not registered at the provider's gateway."""

from ndxp_mocks.hub.xroad.fault import xroad_fault
from ndxp_mocks.hub.xroad.points import PROVIDER_CLIENT

FAULT = xroad_fault(
    "unknown_member",
    "Client '{exchange.target.owner}' not found",
    at=PROVIDER_CLIENT,
    vi="Hệ thống của bên cung cấp chưa đăng ký tại cổng của bên cung cấp.",
)
