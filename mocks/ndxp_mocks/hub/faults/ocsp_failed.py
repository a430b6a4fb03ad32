"""The provider's gateway cannot check the consumer's certificate: the OCSP answer is too old."""

from typing import Final

from ndxp_mocks.hub.transport.answer import WireAnswer
from ndxp_mocks.hub.xroad.errors import XRoadError
from ndxp_mocks.hub.xroad.exchange import Exchange

DESCRIPTION_VI: Final = "Cổng của bên cung cấp không kiểm tra được chứng thư của bên khai thác do trả lời OCSP quá cũ."
LAYER: Final = "provider-gateway"
MOMENT: Final = "before-send"
STEP: Final = "provider-client"


async def strike(_exchange: Exchange, _argument: str | None) -> WireAnswer | None:
    """Fail with this code."""
    raise XRoadError("incorrect_validation_info", "OCSP response is too old")
