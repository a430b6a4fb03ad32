"""The provider's gateway calls the service without the identifier at the end of a path."""

from typing import Final

from ndxp_mocks.hub.domain.catalog.service_endpoints import path_template
from ndxp_mocks.hub.transport.answer import WireAnswer
from ndxp_mocks.hub.xroad.exchange import Exchange

RULE: Final = "exchange.path_and_query_pass_unchanged"
LAYER: Final = "provider-gateway"
MOMENT: Final = "before-send"
STEP: Final = "forward"
DESCRIPTION_VI: Final = "Cổng của bên cung cấp gọi dịch vụ mà bỏ mất mã định danh ở cuối đường dẫn."


async def strike(exchange: Exchange, _argument: str | None) -> WireAnswer | None:
    """Cut it off, so that the list is called in place of the one thing."""
    if (path_template(exchange) or "").endswith("}"):
        exchange.path = exchange.path.rpartition("/")[0]
    return None
