"""The gateway to which the consumer's would connect is in maintenance; the argument is the administrator's message."""

from typing import NoReturn

from ndxp_mocks.hub.injection.fault import Fault
from ndxp_mocks.hub.xroad.common_errors import maintenance
from ndxp_mocks.hub.xroad.exchange import Exchange
from ndxp_mocks.hub.xroad.points import MAINTENANCE


def inject(exchange: Exchange, argument: str | None) -> NoReturn:
    """Fail as maintenance mode does."""
    raise maintenance(exchange, argument or "")


FAULT = Fault(
    MAINTENANCE,
    inject,
    vi="Cổng mà cổng của bên khai thác cần kết nối đến đang bảo trì; tham số là lời nhắn của quản trị viên.",
)
