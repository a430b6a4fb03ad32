"""A proxy in between answers 502 with a page of HTML."""

from ndxp_mocks.hub.injection.fault import Fault
from ndxp_mocks.hub.transport.answer import text_answer
from ndxp_mocks.hub.xroad.exchange import Exchange
from ndxp_mocks.hub.xroad.points import ARRIVAL


def inject(exchange: Exchange, _argument: str | None) -> Exchange:
    """Answer in the place of the hub."""
    page = "<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>"
    exchange.answer = text_answer(502, page, "text/html")
    return exchange


FAULT = Fault(ARRIVAL, inject, vi="Một máy trung gian trả lời 502 bằng trang HTML.")
