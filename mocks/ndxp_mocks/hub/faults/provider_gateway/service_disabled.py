"""The service is switched off; the argument is the notice."""

from typing import NoReturn

from ndxp_mocks.hub.injection.fault import Fault
from ndxp_mocks.hub.xroad.errors import XRoadError
from ndxp_mocks.hub.xroad.exchange import Exchange
from ndxp_mocks.hub.xroad.points import DISABLED


def inject(exchange: Exchange, argument: str | None) -> NoReturn:
    """Fail with the code of X-Road for it."""
    notice = argument or "Out of order"
    raise XRoadError("service_disabled", f"Service {exchange.target} is disabled: {notice}")


FAULT = Fault(DISABLED, inject, vi="Dịch vụ đang tắt; tham số là thông báo kèm theo.")
