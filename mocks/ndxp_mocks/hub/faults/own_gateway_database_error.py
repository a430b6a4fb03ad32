"""The consumer's gateway cannot reach its database."""

from typing import Final

from ndxp_mocks.hub.transport.answer import WireAnswer
from ndxp_mocks.hub.xroad.errors import XRoadError
from ndxp_mocks.hub.xroad.exchange import Exchange

DESCRIPTION_VI: Final = "Cổng kết nối của bên khai thác không truy cập được cơ sở dữ liệu của nó."
LAYER: Final = "own-gateway"
MOMENT: Final = "before-send"
STEP: Final = "client-status"


async def strike(_exchange: Exchange, _argument: str | None) -> WireAnswer | None:
    """Fail with this code."""
    raise XRoadError("database_error", "Error accessing database")
