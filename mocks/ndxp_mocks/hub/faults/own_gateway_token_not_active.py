"""The signing token of the consumer's gateway is not logged in."""

from typing import Final

from ndxp_mocks.hub.wire.answer import WireAnswer
from ndxp_mocks.hub.wire.codes import CLIENT_PROXY
from ndxp_mocks.hub.wire.exchange import Exchange
from ndxp_mocks.hub.wire.faulting import XRoadError

DESCRIPTION_VI: Final = "Thẻ ký của cổng kết nối bên khai thác chưa được kích hoạt."
LAYER: Final = "own-gateway"
MOMENT: Final = "before-send"
STEP: Final = "send"


async def strike(_exchange: Exchange, _argument: str | None) -> WireAnswer | None:
    """Fail with this code."""
    raise XRoadError(f"{CLIENT_PROXY}.token_not_active", "Token '0' is not active")
