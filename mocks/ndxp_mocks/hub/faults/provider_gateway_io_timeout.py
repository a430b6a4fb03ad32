"""The provider got the request and its answer does not come in time."""

from typing import Final

from ndxp_mocks.hub.wire.answer import WireAnswer
from ndxp_mocks.hub.wire.exchange import Exchange
from ndxp_mocks.hub.wire.faulting import XRoadError

DESCRIPTION_VI: Final = "Bên cung cấp đã nhận yêu cầu nhưng không trả lời kịp."
LAYER: Final = "provider-gateway"
MOMENT: Final = "after-send"
STEP: Final = "answered"


async def strike(_exchange: Exchange, _argument: str | None) -> WireAnswer | None:
    """Fail with this code."""
    raise XRoadError("io_error", "Read timed out")
