"""The consumer's gateway fails and tells it in XML, whatever the caller accepts."""

from typing import Final

from ndxp_mocks.hub.transport.answer import WireAnswer
from ndxp_mocks.hub.xroad.errors import XRoadError
from ndxp_mocks.hub.xroad.exchange import Exchange

DESCRIPTION_VI: Final = "Cổng kết nối của bên khai thác gặp lỗi và báo bằng XML dù bên gọi chấp nhận kiểu nào."
LAYER: Final = "own-gateway"
MOMENT: Final = "before-send"
STEP: Final = "send"


async def strike(exchange: Exchange, _argument: str | None) -> WireAnswer | None:
    """Fail in XML."""
    exchange.forced_xml = True
    raise XRoadError("internal_error", "Simulated internal error")
