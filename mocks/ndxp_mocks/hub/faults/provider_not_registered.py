"""The provider's system is not registered at the provider's gateway."""

from typing import Final

from ndxp_mocks.hub.transport.answer import WireAnswer
from ndxp_mocks.hub.xroad.errors import XRoadError
from ndxp_mocks.hub.xroad.exchange import Exchange

DESCRIPTION_VI: Final = "Hệ thống của bên cung cấp chưa đăng ký tại cổng của bên cung cấp."
LAYER: Final = "provider-gateway"
MOMENT: Final = "before-send"
STEP: Final = "provider-client"


async def strike(exchange: Exchange, _argument: str | None) -> WireAnswer | None:
    """Fail with this code."""
    raise XRoadError("unknown_member", f"Client '{exchange.target.owner}' not found")
