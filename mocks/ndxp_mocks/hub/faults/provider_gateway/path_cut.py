"""The provider's gateway calls the service without the identifier at the end of a path."""

from ndxp_mocks.hub.domain.catalog.service_endpoints import path_template
from ndxp_mocks.hub.injection.fault import Fault
from ndxp_mocks.hub.xroad.exchange import Exchange
from ndxp_mocks.hub.xroad.points import FORWARD


def inject(exchange: Exchange, _argument: str | None) -> Exchange:
    """Cut it off, so that the list is called in place of the one thing."""
    if (path_template(exchange.world, exchange.version, exchange.incoming.method, exchange.path) or "").endswith("}"):
        exchange.path = exchange.path.rpartition("/")[0]
    return exchange


FAULT = Fault(
    FORWARD,
    inject,
    vi="Cổng của bên cung cấp gọi dịch vụ mà bỏ mất mã định danh ở cuối đường dẫn.",
    rule="exchange.path_and_query_pass_unchanged",
)
