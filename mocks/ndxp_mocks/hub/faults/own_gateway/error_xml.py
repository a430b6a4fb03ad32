"""The consumer's gateway fails and tells it in XML, whatever the caller accepts."""

from typing import NoReturn

from ndxp_mocks.hub.injection.fault import Fault
from ndxp_mocks.hub.xroad.errors import XRoadError
from ndxp_mocks.hub.xroad.exchange import Exchange
from ndxp_mocks.hub.xroad.points import SEND


def inject(exchange: Exchange, _argument: str | None) -> NoReturn:
    """Fail in XML."""
    exchange.forced_xml = True
    raise XRoadError("internal_error", "Simulated internal error")


FAULT = Fault(SEND, inject, vi="Cổng kết nối của bên khai thác gặp lỗi và báo bằng XML dù bên gọi chấp nhận kiểu nào.")
