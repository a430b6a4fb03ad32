"""The signing token of the consumer's gateway is not logged in."""

from typing import Final

from ndxp_mocks.hub.transport.answer import WireAnswer
from ndxp_mocks.hub.xroad.errors import XRoadError
from ndxp_mocks.hub.xroad.exchange import Exchange
from ndxp_mocks.hub.xroad.fault_codes import CLIENT_PROXY

DESCRIPTION_VI: Final = "Thẻ ký của cổng kết nối bên khai thác chưa được kích hoạt."
LAYER: Final = "own-gateway"
MOMENT: Final = "before-send"
STEP: Final = "send"


async def strike(_exchange: Exchange, _argument: str | None) -> WireAnswer | None:
    """Fail with this code."""
    raise XRoadError(f"{CLIENT_PROXY}.token_not_active", "Token '0' is not active")
