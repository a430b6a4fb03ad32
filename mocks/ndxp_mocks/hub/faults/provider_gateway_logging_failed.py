"""The provider's gateway cannot log the answer."""

from typing import Final

from ndxp_mocks.hub.transport.answer import WireAnswer
from ndxp_mocks.hub.xroad.errors import XRoadError
from ndxp_mocks.hub.xroad.exchange import Exchange

DESCRIPTION_VI: Final = "Cổng của bên cung cấp không ghi được nhật ký của trả lời."
LAYER: Final = "provider-gateway"
MOMENT: Final = "after-send"
STEP: Final = "answered"


async def strike(_exchange: Exchange, _argument: str | None) -> WireAnswer | None:
    """Fail with this code."""
    raise XRoadError("logging_failed", "Could not write to the message log")
