"""The consumer's gateway fails inside."""

from ndxp_mocks.hub.xroad.fault import xroad_fault
from ndxp_mocks.hub.xroad.points import SEND

FAULT = xroad_fault(
    "internal_error", "Simulated internal error", at=SEND, vi="Cổng kết nối của bên khai thác gặp lỗi bên trong."
)
