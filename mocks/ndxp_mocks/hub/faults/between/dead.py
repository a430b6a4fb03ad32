"""The connection ends at once, without an answer."""

from ndxp_mocks.hub.injection.fault import Fault
from ndxp_mocks.hub.transport.answer import WireAnswer
from ndxp_mocks.hub.xroad.exchange import Exchange
from ndxp_mocks.hub.xroad.points import ARRIVAL


def inject(exchange: Exchange, _argument: str | None) -> Exchange:
    """Answer in the place of the hub."""
    exchange.answer = WireAnswer(500, delivery="none")
    return exchange


FAULT = Fault(ARRIVAL, inject, vi="Kết nối đóng ngay, không có trả lời.")
