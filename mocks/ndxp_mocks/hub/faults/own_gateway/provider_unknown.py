"""The registry has no address of the provider."""

from ndxp_mocks.hub.xroad.fault import xroad_fault
from ndxp_mocks.hub.xroad.points import PROVIDER_ADDRESS

FAULT = xroad_fault(
    "unknown_member",
    'Could not find addresses for service provider "{exchange.target}"',
    at=PROVIDER_ADDRESS,
    vi="Danh bạ không có địa chỉ của bên cung cấp.",
)
