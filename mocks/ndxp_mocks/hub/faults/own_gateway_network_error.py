"""The consumer's gateway cannot connect to the provider's gateway."""

from typing import Final

from ndxp_mocks.hub.transport.answer import WireAnswer
from ndxp_mocks.hub.xroad.errors import XRoadError
from ndxp_mocks.hub.xroad.exchange import Exchange

DESCRIPTION_VI: Final = "Cổng kết nối của bên khai thác không kết nối được đến cổng của bên cung cấp."
LAYER: Final = "own-gateway"
MOMENT: Final = "before-send"
STEP: Final = "send"


async def strike(exchange: Exchange, _argument: str | None) -> WireAnswer | None:
    """Fail with this code."""
    host = exchange.target.parts[2].lower()
    raise XRoadError("network_error", f"Could not connect to any target host ([https://{host}.invalid:5500/])")
