"""The provider's gateway does not know the service."""

from typing import Final

from ndxp_mocks.hub.transport.answer import WireAnswer
from ndxp_mocks.hub.xroad.errors import XRoadError
from ndxp_mocks.hub.xroad.exchange import Exchange

DESCRIPTION_VI: Final = "Cổng của bên cung cấp không biết dịch vụ này."
LAYER: Final = "provider-gateway"
MOMENT: Final = "before-send"
STEP: Final = "service"


async def strike(exchange: Exchange, _argument: str | None) -> WireAnswer | None:
    """Fail with this code."""
    raise XRoadError("unknown_service", f"Unknown service: {exchange.target}")
