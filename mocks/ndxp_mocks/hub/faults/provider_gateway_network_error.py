"""The provider's gateway cannot connect to the provider."""

from typing import Final

from ndxp_mocks.hub.transport.answer import WireAnswer
from ndxp_mocks.hub.xroad.errors import XRoadError
from ndxp_mocks.hub.xroad.exchange import Exchange

DESCRIPTION_VI: Final = "Cổng của bên cung cấp không kết nối được đến hệ thống cung cấp."
LAYER: Final = "provider-gateway"
MOMENT: Final = "before-send"
STEP: Final = "forward"


async def strike(_exchange: Exchange, _argument: str | None) -> WireAnswer | None:
    """Fail with this code."""
    raise XRoadError("network_error", "Connect to provider.invalid:443 failed: Connection refused")
