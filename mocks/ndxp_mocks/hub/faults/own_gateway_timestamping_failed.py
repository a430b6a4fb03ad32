"""Timestamping has failed for too long, so the consumer's gateway stops."""

from typing import Final

from ndxp_mocks.hub.transport.answer import WireAnswer
from ndxp_mocks.hub.xroad.errors import XRoadError
from ndxp_mocks.hub.xroad.exchange import Exchange

DESCRIPTION_VI: Final = "Việc cấp dấu thời gian hỏng quá lâu nên cổng kết nối của bên khai thác ngừng phục vụ."
LAYER: Final = "own-gateway"
MOMENT: Final = "before-send"
STEP: Final = "send"


async def strike(_exchange: Exchange, _argument: str | None) -> WireAnswer | None:
    """Fail with this code."""
    raise XRoadError("timestamping_failed", "Cannot time-stamp messages")
