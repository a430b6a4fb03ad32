"""The answer is shorter than its Content-Length says, and the connection ends."""

from ndxp_mocks.hub.injection.fault import Fault
from ndxp_mocks.hub.xroad.exchange import Exchange
from ndxp_mocks.hub.xroad.points import RETURN


def inject(exchange: Exchange, _argument: str | None) -> Exchange:
    """Change how the answer is delivered."""
    if exchange.answer is not None:
        exchange.answer = exchange.answer.delivered("truncated")
    return exchange


FAULT = Fault(RETURN, inject, vi="Trả lời ngắn hơn Content-Length rồi kết nối đóng.")
