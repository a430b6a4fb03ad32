"""The provider's server holds a wrong address of the service: nothing listens there."""

from typing import Final

from ndxp_mocks.hub.injection.fault import Fault
from ndxp_mocks.hub.xroad.exchange import Exchange
from ndxp_mocks.hub.xroad.points import FORWARD

_NOBODY: Final = "http://127.0.0.1:9"  # the port of the discard protocol (RFC 863), which nobody runs


def inject(exchange: Exchange, _argument: str | None) -> Exchange:
    """Send the call there."""
    exchange.chosen_address = _NOBODY
    return exchange


FAULT = Fault(
    FORWARD,
    inject,
    vi="Máy chủ bên cung cấp giữ địa chỉ sai của dịch vụ: không có gì lắng nghe ở đó.",
    rule="exchange.service_answers_through_the_hub",
)
