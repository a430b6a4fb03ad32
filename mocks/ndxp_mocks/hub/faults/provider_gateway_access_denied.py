"""The provider's gateway denies access."""

from typing import Final

from ndxp_mocks.hub.transport.answer import WireAnswer
from ndxp_mocks.hub.xroad.errors import XRoadError
from ndxp_mocks.hub.xroad.exchange import Exchange

DESCRIPTION_VI: Final = "Cổng của bên cung cấp từ chối quyền truy cập."
LAYER: Final = "provider-gateway"
MOMENT: Final = "before-send"
STEP: Final = "access"


async def strike(exchange: Exchange, _argument: str | None) -> WireAnswer | None:
    """Fail with this code."""
    raise XRoadError("access_denied", f"Request is not allowed: {exchange.target}")
