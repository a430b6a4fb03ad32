"""The consumer's gateway cannot reach its database."""

from ndxp_mocks.hub.xroad.fault import xroad_fault
from ndxp_mocks.hub.xroad.points import CLIENT_STATUS

FAULT = xroad_fault(
    "database_error",
    "Error accessing database",
    at=CLIENT_STATUS,
    vi="Cổng kết nối của bên khai thác không truy cập được cơ sở dữ liệu của nó.",
)
