"""The service is a SOAP service."""

from typing import Final

from ndxp_mocks.hub.wire.answer import WireAnswer
from ndxp_mocks.hub.wire.exchange import Exchange
from ndxp_mocks.hub.wire.faulting import XRoadError

DESCRIPTION_VI: Final = "Dịch vụ là dịch vụ SOAP."
LAYER: Final = "provider-gateway"
MOMENT: Final = "before-send"
STEP: Final = "service-type"


async def strike(_exchange: Exchange, _argument: str | None) -> WireAnswer | None:
    """Fail with this code."""
    raise XRoadError("service_type", "Service is a SOAP service and cannot be called using REST interface")
