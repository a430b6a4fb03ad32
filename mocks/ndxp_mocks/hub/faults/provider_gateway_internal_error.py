"""The provider's gateway fails after the provider answered."""

from typing import Final

from ndxp_mocks.hub.transport.answer import WireAnswer
from ndxp_mocks.hub.xroad.errors import XRoadError
from ndxp_mocks.hub.xroad.exchange import Exchange

DESCRIPTION_VI: Final = "Cổng của bên cung cấp gặp lỗi sau khi bên cung cấp đã trả lời."
LAYER: Final = "provider-gateway"
MOMENT: Final = "after-send"
STEP: Final = "answered"


async def strike(_exchange: Exchange, _argument: str | None) -> WireAnswer | None:
    """Fail with this code."""
    raise XRoadError("internal_error", "Connection pool shut down")
