"""The provider's gateway cannot read what the provider answered."""

from typing import Final

from ndxp_mocks.hub.transport.answer import WireAnswer
from ndxp_mocks.hub.xroad.errors import XRoadError
from ndxp_mocks.hub.xroad.exchange import Exchange

DESCRIPTION_VI: Final = "Cổng của bên cung cấp không đọc được trả lời của bên cung cấp."
LAYER: Final = "provider-gateway"
MOMENT: Final = "after-send"
STEP: Final = "answered"


async def strike(_exchange: Exchange, _argument: str | None) -> WireAnswer | None:
    """Fail with this code."""
    raise XRoadError("service_failed.internal_error", "Simulated failure of the service")
