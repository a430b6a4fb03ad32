"""The access list of the service lets in whoever is registered."""

from ndxp_mocks.hub.domain.catalog.lent_rights import has_no_agreement, lend_rights
from ndxp_mocks.hub.injection.fault import Fault
from ndxp_mocks.hub.xroad.exchange import Exchange
from ndxp_mocks.hub.xroad.points import ACCESS


def inject(exchange: Exchange, _argument: str | None) -> Exchange:
    """Give a caller who never had an agreement the rights that another client has."""
    if has_no_agreement(exchange.world, exchange.caller.slash, exchange.target.slash):
        lend_rights(exchange.world, exchange.caller.slash, exchange.target.slash)
    return exchange


FAULT = Fault(
    ACCESS, inject, vi="Danh sách truy cập của dịch vụ cho mọi bên đã đăng ký vào.", rule="exchange.stranger_is_refused"
)
