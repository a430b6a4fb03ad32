"""The provider's gateway denies access."""

from ndxp_mocks.hub.xroad.fault import xroad_fault
from ndxp_mocks.hub.xroad.points import ACCESS

FAULT = xroad_fault(
    "access_denied",
    "Request is not allowed: {exchange.target}",
    at=ACCESS,
    vi="Cổng của bên cung cấp từ chối quyền truy cập.",
)
