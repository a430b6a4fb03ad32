"""The provider got the request and its answer does not come in time."""

from typing import Final

from ndxp_mocks.hub.transport.answer import WireAnswer
from ndxp_mocks.hub.xroad.errors import XRoadError
from ndxp_mocks.hub.xroad.exchange import Exchange

DESCRIPTION_VI: Final = "Bên cung cấp đã nhận yêu cầu nhưng không trả lời kịp."
LAYER: Final = "provider-gateway"
MOMENT: Final = "after-send"
STEP: Final = "answered"


async def strike(_exchange: Exchange, _argument: str | None) -> WireAnswer | None:
    """Fail with this code."""
    raise XRoadError("io_error", "Read timed out")
