"""The consumer's gateway cannot write its message log; the call passes only where the hub is set to allow it."""

from ndxp_mocks.hub.injection.fault import Fault
from ndxp_mocks.hub.xroad.errors import XRoadError
from ndxp_mocks.hub.xroad.exchange import Exchange
from ndxp_mocks.hub.xroad.points import SEND


def inject(exchange: Exchange, _argument: str | None) -> Exchange:
    """Fail with this code."""
    if not exchange.world.settings.refuses_what_it_cannot_log:
        return exchange
    raise XRoadError("logging_failed", "Could not write to the message log")


FAULT = Fault(
    SEND,
    inject,
    vi="Cổng kết nối của bên khai thác không ghi được nhật ký; lời gọi chỉ đi tiếp nếu thiết lập cho phép.",
)
