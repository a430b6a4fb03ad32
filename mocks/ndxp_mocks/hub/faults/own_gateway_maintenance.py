"""The gateway to which the consumer's would connect is in maintenance; the argument is the administrator's message."""

from typing import Final

from ndxp_mocks.hub.transport.answer import WireAnswer
from ndxp_mocks.hub.xroad.common_errors import maintenance
from ndxp_mocks.hub.xroad.exchange import Exchange

DESCRIPTION_VI: Final = (
    "Cổng mà cổng của bên khai thác cần kết nối đến đang bảo trì; tham số là lời nhắn của quản trị viên."
)
LAYER: Final = "own-gateway"
MOMENT: Final = "before-send"
STEP: Final = "maintenance"


async def strike(exchange: Exchange, argument: str | None) -> WireAnswer | None:
    """Fail as maintenance mode does."""
    raise maintenance(exchange, argument or "")
