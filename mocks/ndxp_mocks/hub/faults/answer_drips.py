"""The answer comes byte by byte; the argument is the pause in seconds (1 without one)."""

from typing import Final

from ndxp_mocks.hub.transport.answer import WireAnswer
from ndxp_mocks.hub.xroad.exchange import Exchange

DESCRIPTION_VI: Final = "Trả lời nhỏ giọt từng byte; tham số là số giây giữa hai byte (mặc định 1)."
LAYER: Final = "between"
MOMENT: Final = "after-send"
STEP: Final = "return"


async def strike(exchange: Exchange, argument: str | None) -> WireAnswer | None:
    """Deliver the answer so."""
    return None if exchange.answer is None else exchange.answer.delivered("drips", float(argument or 1))
