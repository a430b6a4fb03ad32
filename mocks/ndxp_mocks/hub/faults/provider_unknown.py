"""The registry has no address of the provider."""

from typing import Final

from ndxp_mocks.hub.transport.answer import WireAnswer
from ndxp_mocks.hub.xroad.errors import XRoadError
from ndxp_mocks.hub.xroad.exchange import Exchange

DESCRIPTION_VI: Final = "Danh bạ không có địa chỉ của bên cung cấp."
LAYER: Final = "own-gateway"
MOMENT: Final = "before-send"
STEP: Final = "provider-address"


async def strike(exchange: Exchange, _argument: str | None) -> WireAnswer | None:
    """Fail with this code."""
    raise XRoadError("unknown_member", f'Could not find addresses for service provider "{exchange.target}"')
