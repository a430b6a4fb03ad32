"""The service is switched off; the argument is the notice."""

from typing import Final

from ndxp_mocks.hub.transport.answer import WireAnswer
from ndxp_mocks.hub.xroad.errors import XRoadError
from ndxp_mocks.hub.xroad.exchange import Exchange

DESCRIPTION_VI: Final = "Dịch vụ đang tắt; tham số là thông báo kèm theo."
LAYER: Final = "provider-gateway"
MOMENT: Final = "before-send"
STEP: Final = "disabled"


async def strike(exchange: Exchange, argument: str | None) -> WireAnswer | None:
    """Fail with this code."""
    notice = argument or "Out of order"
    raise XRoadError("service_disabled", f"Service {exchange.target} is disabled: {notice}")
