"""Timestamping has failed for too long, so the consumer's gateway stops."""

from ndxp_mocks.hub.xroad.fault import xroad_fault
from ndxp_mocks.hub.xroad.points import SEND

FAULT = xroad_fault(
    "timestamping_failed",
    "Cannot time-stamp messages",
    at=SEND,
    vi="Việc cấp dấu thời gian hỏng quá lâu nên cổng kết nối của bên khai thác ngừng phục vụ.",
)
