"""The answer that the consumer's gateway got belongs to another request."""

from ndxp_mocks.hub.xroad.fault import xroad_fault
from ndxp_mocks.hub.xroad.points import RECEIVED

FAULT = xroad_fault(
    "inconsistent_response",
    "Response message id does not match request message",
    at=RECEIVED,
    vi="Trả lời mà cổng của bên khai thác nhận được không thuộc yêu cầu này.",
)
