"""The consumer's gateway cannot write its message log; the call passes only where the hub is set to allow it."""

from typing import Final

from ndxp_mocks.hub.transport.answer import WireAnswer
from ndxp_mocks.hub.xroad.errors import XRoadError
from ndxp_mocks.hub.xroad.exchange import Exchange

DESCRIPTION_VI: Final = (
    "Cổng kết nối của bên khai thác không ghi được nhật ký; cuộc gọi chỉ đi tiếp nếu thiết lập cho phép."
)
LAYER: Final = "own-gateway"
MOMENT: Final = "before-send"
STEP: Final = "send"


async def strike(exchange: Exchange, _argument: str | None) -> WireAnswer | None:
    """Fail with this code."""
    if not exchange.world.settings.refuses_what_it_cannot_log:
        return None
    raise XRoadError("logging_failed", "Could not write to the message log")
