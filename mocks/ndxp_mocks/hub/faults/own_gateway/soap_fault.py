"""The call ends up at the SOAP side, which answers with a SOAP fault."""

from ndxp_mocks.hub.injection.fault import Fault
from ndxp_mocks.hub.xroad.errors import XRoadError
from ndxp_mocks.hub.xroad.exchange import Exchange
from ndxp_mocks.hub.xroad.fault_codes import CLIENT
from ndxp_mocks.hub.xroad.points import ARRIVAL
from ndxp_mocks.hub.xroad.soap.fault import soap_fault


def inject(exchange: Exchange, _argument: str | None) -> Exchange:
    """Answer as the SOAP side does."""
    text = f"Must use POST request method instead of {exchange.incoming.method}"
    error = XRoadError("invalid_http_method", text).under(CLIENT)
    exchange.answer = soap_fault(error, exchange.world.new_id(), exchange.world.settings.profile)
    return exchange


FAULT = Fault(ARRIVAL, inject, vi="Cuộc gọi rơi vào phía SOAP và nhận lỗi SOAP.")
