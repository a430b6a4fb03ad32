"""The consumer's gateway has no valid certificate of its own."""

from ndxp_mocks.hub.xroad.fault import xroad_fault
from ndxp_mocks.hub.xroad.points import OWN_CERTIFICATE

FAULT = xroad_fault(
    "ssl_authentication_failed",
    "Security server has no valid authentication certificate",
    at=OWN_CERTIFICATE,
    vi="Cổng kết nối của bên khai thác không có chứng thư số hợp lệ.",
)
