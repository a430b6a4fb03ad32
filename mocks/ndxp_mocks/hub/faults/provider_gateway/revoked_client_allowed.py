"""The access list still lets in clients whose agreement was suspended or revoked."""

from ndxp_mocks.hub.domain.catalog.lent_rights import has_lost_its_rights, lend_rights
from ndxp_mocks.hub.injection.fault import Fault
from ndxp_mocks.hub.xroad.exchange import Exchange
from ndxp_mocks.hub.xroad.points import ACCESS


def inject(exchange: Exchange, _argument: str | None) -> Exchange:
    """Give a caller who once had an agreement the rights that another client has."""
    if has_lost_its_rights(exchange.world, exchange.caller.slash, exchange.target.slash):
        lend_rights(exchange.world, exchange.caller.slash, exchange.target.slash)
    return exchange


FAULT = Fault(
    ACCESS,
    inject,
    vi="Danh sách truy cập vẫn cho vào những bên có thỏa thuận đã bị tạm dừng hoặc thu hồi.",
    rule="exchange.withdrawn_client_is_refused",
)
