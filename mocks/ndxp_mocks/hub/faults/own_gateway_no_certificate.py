"""The consumer's gateway has no valid certificate of its own."""

from typing import Final

from ndxp_mocks.hub.transport.answer import WireAnswer
from ndxp_mocks.hub.xroad.errors import XRoadError
from ndxp_mocks.hub.xroad.exchange import Exchange

DESCRIPTION_VI: Final = "Cổng kết nối của bên khai thác không có chứng thư số hợp lệ."
LAYER: Final = "own-gateway"
MOMENT: Final = "before-send"
STEP: Final = "own-certificate"


async def strike(_exchange: Exchange, _argument: str | None) -> WireAnswer | None:
    """Fail with this code."""
    raise XRoadError("ssl_authentication_failed", "Security server has no valid authentication certificate")
