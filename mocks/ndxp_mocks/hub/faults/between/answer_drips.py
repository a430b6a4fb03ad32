"""The answer comes byte by byte; the argument is the pause in seconds (1 without one)."""

from ndxp_mocks.hub.injection.fault import Fault
from ndxp_mocks.hub.xroad.exchange import Exchange
from ndxp_mocks.hub.xroad.points import RETURN


def inject(exchange: Exchange, argument: str | None) -> Exchange:
    """Change how the answer is delivered."""
    if exchange.answer is not None:
        exchange.answer = exchange.answer.delivered("drips", float(argument or 1))
    return exchange


FAULT = Fault(RETURN, inject, vi="Trả lời nhỏ giọt từng byte; tham số là số giây giữa hai byte (mặc định 1).")
