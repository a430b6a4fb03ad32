"""The provider answers late, by the argument in seconds (2 without one)."""

import asyncio
from typing import Final

from ndxp_mocks.hub.transport.answer import WireAnswer
from ndxp_mocks.hub.xroad.exchange import Exchange

DESCRIPTION_VI: Final = "Bên cung cấp trả lời muộn, theo số giây ở tham số (mặc định 2)."
LAYER: Final = "provider"
MOMENT: Final = "after-send"
STEP: Final = "answered"


async def strike(_exchange: Exchange, argument: str | None) -> WireAnswer | None:
    """Wait, then let the call go on."""
    await asyncio.sleep(float(argument or 2))
    return None
