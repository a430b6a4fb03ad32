"""The call ends up at the SOAP side, which answers with a SOAP fault."""

from typing import Final

from ndxp_mocks.hub.transport.answer import WireAnswer
from ndxp_mocks.hub.xroad.errors import XRoadError
from ndxp_mocks.hub.xroad.exchange import Exchange
from ndxp_mocks.hub.xroad.fault_codes import CLIENT
from ndxp_mocks.hub.xroad.soap.fault import soap_fault

DESCRIPTION_VI: Final = "Cuộc gọi rơi vào phía SOAP và nhận lỗi SOAP."
LAYER: Final = "own-gateway"
MOMENT: Final = "before-send"
STEP: Final = "arrival"


async def strike(exchange: Exchange, _argument: str | None) -> WireAnswer | None:
    """Answer in its place."""
    text = f"Must use POST request method instead of {exchange.incoming.method}"
    error = XRoadError("invalid_http_method", text).under(CLIENT)
    return soap_fault(error, exchange.world.new_id(), exchange.world.settings.profile)
