"""The access list does not know one of the clients that have an agreement."""

from ndxp_mocks.hub.domain.catalog.lent_rights import granted_clients
from ndxp_mocks.hub.injection.fault import Fault
from ndxp_mocks.hub.xroad.errors import XRoadError
from ndxp_mocks.hub.xroad.exchange import Exchange
from ndxp_mocks.hub.xroad.points import ACCESS


def inject(exchange: Exchange, _argument: str | None) -> Exchange:
    """Refuse all but the first that was granted access."""
    granted = granted_clients(exchange.world, exchange.target.slash)
    if exchange.caller.slash in granted[1:]:
        raise XRoadError("access_denied", f"Request is not allowed: {exchange.target}")
    return exchange


FAULT = Fault(
    ACCESS, inject, vi="Danh sách truy cập thiếu một bên đã có thỏa thuận.", rule="exchange.granted_client_can_call"
)
