"""The connection is reset in the middle of the answer."""

from typing import Final

from ndxp_mocks.hub.transport.answer import WireAnswer
from ndxp_mocks.hub.xroad.exchange import Exchange

DESCRIPTION_VI: Final = "Kết nối bị đặt lại giữa chừng khi đang trả lời."
LAYER: Final = "between"
MOMENT: Final = "after-send"
STEP: Final = "return"


async def strike(exchange: Exchange, _argument: str | None) -> WireAnswer | None:
    """Deliver the answer so."""
    return None if exchange.answer is None else exchange.answer.delivered("reset")
