"""A balancer in front has no server left; the argument is what Retry-After says (1 without one)."""

from ndxp_mocks.hub.injection.fault import Fault
from ndxp_mocks.hub.transport.answer import WireAnswer
from ndxp_mocks.hub.xroad.exchange import Exchange
from ndxp_mocks.hub.xroad.points import ARRIVAL


def inject(exchange: Exchange, argument: str | None) -> Exchange:
    """Answer in the place of the hub."""
    headers = (("Retry-After", argument or "1"), ("Content-Type", "text/plain"))
    exchange.answer = WireAnswer(503, headers, b"No server is available")
    return exchange


FAULT = Fault(
    ARRIVAL, inject, vi="Bộ cân bằng tải phía trước không còn máy chủ; tham số là giá trị của Retry-After (mặc định 1)."
)
