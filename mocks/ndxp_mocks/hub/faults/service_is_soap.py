"""The service is a SOAP service."""

from typing import Final

from ndxp_mocks.hub.transport.answer import WireAnswer
from ndxp_mocks.hub.xroad.errors import XRoadError
from ndxp_mocks.hub.xroad.exchange import Exchange

DESCRIPTION_VI: Final = "Dịch vụ là dịch vụ SOAP."
LAYER: Final = "provider-gateway"
MOMENT: Final = "before-send"
STEP: Final = "service-type"


async def strike(_exchange: Exchange, _argument: str | None) -> WireAnswer | None:
    """Fail with this code."""
    raise XRoadError("service_type", "Service is a SOAP service and cannot be called using REST interface")
