"""The global configuration of the consumer's gateway has expired."""

from typing import Final

from ndxp_mocks.hub.transport.answer import WireAnswer
from ndxp_mocks.hub.xroad.errors import XRoadError
from ndxp_mocks.hub.xroad.exchange import Exchange

DESCRIPTION_VI: Final = "Cấu hình chung tại cổng kết nối của bên khai thác đã hết hạn."
LAYER: Final = "own-gateway"
MOMENT: Final = "before-send"
STEP: Final = "global-configuration"


async def strike(exchange: Exchange, _argument: str | None) -> WireAnswer | None:
    """Fail with this code."""
    raise XRoadError("global_conf_outdated", f"Configuration instance VN expired on {exchange.world.clock.stamp()}")
