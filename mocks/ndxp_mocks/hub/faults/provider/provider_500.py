"""The provider itself answers 500; the argument is another status."""

from ndxp_mocks.hub.injection.fault import Fault
from ndxp_mocks.hub.transport.answer import json_answer
from ndxp_mocks.hub.xroad.exchange import Exchange
from ndxp_mocks.hub.xroad.forwarding import road_headers
from ndxp_mocks.hub.xroad.points import ANSWERED


def inject(exchange: Exchange, argument: str | None) -> Exchange:
    """Answer in the place of the provider."""
    status = int(argument or 500)
    body = {"type": "about:blank", "title": "Simulated failure", "status": status}
    exchange.answer = json_answer(status, body, road_headers(exchange), "application/problem+json")
    return exchange


FAULT = Fault(ANSWERED, inject, vi="Chính bên cung cấp trả lời 500; tham số là mã trạng thái khác.")
