"""The answer is shorter than its Content-Length says, and the connection ends."""

from typing import Final

from ndxp_mocks.hub.transport.answer import WireAnswer
from ndxp_mocks.hub.xroad.exchange import Exchange

DESCRIPTION_VI: Final = "Trả lời ngắn hơn Content-Length rồi kết nối đóng."
LAYER: Final = "between"
MOMENT: Final = "after-send"
STEP: Final = "return"


async def strike(exchange: Exchange, _argument: str | None) -> WireAnswer | None:
    """Deliver the answer so."""
    return None if exchange.answer is None else exchange.answer.delivered("truncated")
