"""The signing token of the consumer's gateway is not logged in."""

from ndxp_mocks.hub.xroad.fault import xroad_fault
from ndxp_mocks.hub.xroad.points import SEND

FAULT = xroad_fault(
    "server.clientproxy.token_not_active",
    "Token '0' is not active",
    at=SEND,
    vi="Thẻ ký của cổng kết nối bên khai thác chưa được kích hoạt.",
)
