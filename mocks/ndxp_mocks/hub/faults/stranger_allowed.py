"""The access list of the service lets in whoever is registered."""

from typing import Final

from ndxp_mocks.hub.domain.catalog.lent_rights import has_no_agreement, lend_rights
from ndxp_mocks.hub.transport.answer import WireAnswer
from ndxp_mocks.hub.xroad.exchange import Exchange

RULE: Final = "exchange.stranger_is_refused"
LAYER: Final = "provider-gateway"
MOMENT: Final = "before-send"
STEP: Final = "access"
DESCRIPTION_VI: Final = "Danh sách truy cập của dịch vụ cho mọi bên đã đăng ký vào."


async def strike(exchange: Exchange, _argument: str | None) -> WireAnswer | None:
    """Give a caller who never had an agreement the rights that another client has."""
    if has_no_agreement(exchange.world, exchange.caller.slash, exchange.target.slash):
        lend_rights(exchange.world, exchange.caller.slash, exchange.target.slash)
    return None
