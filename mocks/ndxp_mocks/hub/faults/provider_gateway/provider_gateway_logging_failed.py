"""The provider's gateway cannot log the answer."""

from ndxp_mocks.hub.xroad.fault import xroad_fault
from ndxp_mocks.hub.xroad.points import ANSWERED

FAULT = xroad_fault(
    "logging_failed",
    "Could not write to the message log",
    at=ANSWERED,
    vi="Cổng của bên cung cấp không ghi được nhật ký của trả lời.",
)
