"""The connection ends at once, without an answer."""

from typing import Final

from ndxp_mocks.hub.transport.answer import WireAnswer
from ndxp_mocks.hub.xroad.exchange import Exchange

DESCRIPTION_VI: Final = "Kết nối đóng ngay, không có trả lời."
LAYER: Final = "between"
MOMENT: Final = "before-send"
STEP: Final = "arrival"


async def strike(_exchange: Exchange, _argument: str | None) -> WireAnswer | None:
    """Answer in its place."""
    return WireAnswer(500, delivery="none")
