"""The connection is reset in the middle of the answer."""

from ndxp_mocks.hub.injection.fault import Fault
from ndxp_mocks.hub.xroad.exchange import Exchange
from ndxp_mocks.hub.xroad.points import RETURN


def inject(exchange: Exchange, _argument: str | None) -> Exchange:
    """Change how the answer is delivered."""
    if exchange.answer is not None:
        exchange.answer = exchange.answer.delivered("reset")
    return exchange


FAULT = Fault(RETURN, inject, vi="Kết nối bị đặt lại giữa chừng khi đang trả lời.")
