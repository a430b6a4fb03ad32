"""The answer that the consumer's gateway got belongs to another request."""

from typing import Final

from ndxp_mocks.hub.transport.answer import WireAnswer
from ndxp_mocks.hub.xroad.errors import XRoadError
from ndxp_mocks.hub.xroad.exchange import Exchange

DESCRIPTION_VI: Final = "Trả lời mà cổng của bên khai thác nhận được không thuộc yêu cầu này."
LAYER: Final = "own-gateway"
MOMENT: Final = "after-send"
STEP: Final = "received"


async def strike(_exchange: Exchange, _argument: str | None) -> WireAnswer | None:
    """Fail with this code."""
    raise XRoadError("inconsistent_response", "Response message id does not match request message")
