"""The provider's gateway calls the service without the query."""

from ndxp_mocks.hub.injection.fault import Fault
from ndxp_mocks.hub.xroad.exchange import Exchange
from ndxp_mocks.hub.xroad.points import FORWARD


def inject(exchange: Exchange, _argument: str | None) -> Exchange:
    """Forget it."""
    exchange.query = None
    return exchange


FAULT = Fault(
    FORWARD,
    inject,
    vi="Cổng của bên cung cấp gọi dịch vụ mà bỏ mất chuỗi truy vấn.",
    rule="exchange.path_and_query_pass_unchanged",
)
