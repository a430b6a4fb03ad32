"""The provider answers late, by the argument in seconds (2 without one)."""

from ndxp_mocks.hub.injection.fault import Fault
from ndxp_mocks.hub.xroad.exchange import Exchange
from ndxp_mocks.hub.xroad.points import ANSWERED


def inject(exchange: Exchange, argument: str | None) -> Exchange:
    """Delay the call, which then goes on."""
    exchange.delay = float(argument or 2)
    return exchange


FAULT = Fault(ANSWERED, inject, vi="Bên cung cấp trả lời muộn, theo số giây ở tham số (mặc định 2).")
