"""The provider's gateway calls the service without the query."""

from typing import Final

from ndxp_mocks.hub.transport.answer import WireAnswer
from ndxp_mocks.hub.xroad.exchange import Exchange

RULE: Final = "exchange.path_and_query_pass_unchanged"
LAYER: Final = "provider-gateway"
MOMENT: Final = "before-send"
STEP: Final = "forward"
DESCRIPTION_VI: Final = "Cổng của bên cung cấp gọi dịch vụ mà bỏ mất chuỗi truy vấn."


async def strike(exchange: Exchange, _argument: str | None) -> WireAnswer | None:
    """Forget it."""
    exchange.query = None
    return None
