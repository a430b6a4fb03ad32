"""The access list does not know one of the clients that have an agreement."""

from typing import Final

from ndxp_mocks.hub.domain.catalog.lent_rights import granted_clients
from ndxp_mocks.hub.transport.answer import WireAnswer
from ndxp_mocks.hub.xroad.errors import XRoadError
from ndxp_mocks.hub.xroad.exchange import Exchange

RULE: Final = "exchange.granted_client_can_call"
LAYER: Final = "provider-gateway"
MOMENT: Final = "before-send"
STEP: Final = "access"
DESCRIPTION_VI: Final = "Danh sách truy cập thiếu một bên đã có thỏa thuận."


async def strike(exchange: Exchange, _argument: str | None) -> WireAnswer | None:
    """Refuse all but the first that was granted access."""
    granted = granted_clients(exchange.world, exchange.target.slash)
    if exchange.caller.slash in granted[1:]:
        raise XRoadError("access_denied", f"Request is not allowed: {exchange.target}")
    return None
