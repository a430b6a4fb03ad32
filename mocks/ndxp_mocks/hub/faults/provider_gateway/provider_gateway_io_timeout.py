"""The provider got the request and its answer does not come in time."""

from ndxp_mocks.hub.xroad.fault import xroad_fault
from ndxp_mocks.hub.xroad.points import ANSWERED

FAULT = xroad_fault(
    "io_error", "Read timed out", at=ANSWERED, vi="Bên cung cấp đã nhận yêu cầu nhưng không trả lời kịp."
)
