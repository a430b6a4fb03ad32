"""The provider's gateway finds the signature of the request wrong."""

from typing import Final

from ndxp_mocks.hub.transport.answer import WireAnswer
from ndxp_mocks.hub.xroad.errors import XRoadError
from ndxp_mocks.hub.xroad.exchange import Exchange

DESCRIPTION_VI: Final = "Cổng của bên cung cấp thấy chữ ký của yêu cầu không đúng."
LAYER: Final = "provider-gateway"
MOMENT: Final = "before-send"
STEP: Final = "signature"


async def strike(_exchange: Exchange, _argument: str | None) -> WireAnswer | None:
    """Fail with this code."""
    raise XRoadError("signature_verification.invalid_signature_value", "Signature is not valid")
