"""The access list still lets in clients whose agreement was suspended or revoked."""

from typing import Final

from ndxp_mocks.hub.domain.catalog.lent_rights import has_lost_its_rights, lend_rights
from ndxp_mocks.hub.transport.answer import WireAnswer
from ndxp_mocks.hub.xroad.exchange import Exchange

RULE: Final = "exchange.withdrawn_client_is_refused"
LAYER: Final = "provider-gateway"
MOMENT: Final = "before-send"
STEP: Final = "access"
DESCRIPTION_VI: Final = "Danh sách truy cập vẫn cho vào những bên có thỏa thuận đã bị tạm dừng hoặc thu hồi."


async def strike(exchange: Exchange, _argument: str | None) -> WireAnswer | None:
    """Give a caller who once had an agreement the rights that another client has."""
    if has_lost_its_rights(exchange.world, exchange.caller.slash, exchange.target.slash):
        lend_rights(exchange.world, exchange.caller.slash, exchange.target.slash)
    return None
