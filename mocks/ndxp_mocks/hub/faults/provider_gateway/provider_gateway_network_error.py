"""The provider's gateway cannot connect to the provider."""

from ndxp_mocks.hub.xroad.fault import xroad_fault
from ndxp_mocks.hub.xroad.points import FORWARD

FAULT = xroad_fault(
    "network_error",
    "Connect to provider.invalid:443 failed: Connection refused",
    at=FORWARD,
    vi="Cổng của bên cung cấp không kết nối được đến hệ thống cung cấp.",
)
