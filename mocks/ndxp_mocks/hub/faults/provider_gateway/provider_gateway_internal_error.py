"""The provider's gateway fails after the provider answered."""

from ndxp_mocks.hub.xroad.fault import xroad_fault
from ndxp_mocks.hub.xroad.points import ANSWERED

FAULT = xroad_fault(
    "internal_error",
    "Connection pool shut down",
    at=ANSWERED,
    vi="Cổng của bên cung cấp gặp lỗi sau khi bên cung cấp đã trả lời.",
)
