"""The global configuration of the consumer's gateway has expired."""

from ndxp_mocks.hub.xroad.fault import xroad_fault
from ndxp_mocks.hub.xroad.points import GLOBAL_CONFIGURATION

FAULT = xroad_fault(
    "global_conf_outdated",
    "Configuration instance VN expired on {exchange.world.clock.stamp}",
    at=GLOBAL_CONFIGURATION,
    vi="Cấu hình chung tại cổng kết nối của bên khai thác đã hết hạn.",
)
