"""The quota is used up; the argument is what Retry-After says (1 without one)."""

from ndxp_mocks.hub.injection.fault import Fault
from ndxp_mocks.hub.transport.answer import json_answer
from ndxp_mocks.hub.xroad.exchange import Exchange
from ndxp_mocks.hub.xroad.points import ARRIVAL


def inject(exchange: Exchange, argument: str | None) -> Exchange:
    """Answer in the place of the hub."""
    body = {"type": "about:blank", "title": "Too Many Requests", "status": 429}
    exchange.answer = json_answer(429, body, (("Retry-After", argument or "1"),), "application/problem+json")
    return exchange


FAULT = Fault(ARRIVAL, inject, vi="Đã hết hạn mức; tham số là giá trị của Retry-After (mặc định 1).")
