"""The provider's server holds a wrong address of the service: nothing listens there."""

from typing import Final

from ndxp_mocks.hub.transport.answer import WireAnswer
from ndxp_mocks.hub.xroad.exchange import Exchange

RULE: Final = "exchange.service_answers_through_the_hub"
LAYER: Final = "provider-gateway"
MOMENT: Final = "before-send"
STEP: Final = "forward"
DESCRIPTION_VI: Final = "Máy chủ bên cung cấp giữ địa chỉ sai của dịch vụ: không có gì lắng nghe ở đó."
_NOBODY: Final = "http://127.0.0.1:9"  # the port of the discard protocol (RFC 863), which nobody runs


async def strike(exchange: Exchange, _argument: str | None) -> WireAnswer | None:
    """Send the call there."""
    exchange.chosen_address = _NOBODY
    return None
