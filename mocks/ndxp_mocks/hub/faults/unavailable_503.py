"""A balancer in front has no server left; the argument is what Retry-After says (1 without one)."""

from typing import Final

from ndxp_mocks.hub.transport.answer import WireAnswer
from ndxp_mocks.hub.xroad.exchange import Exchange

DESCRIPTION_VI: Final = "Bộ cân bằng tải phía trước không còn máy chủ; tham số là giá trị của Retry-After (mặc định 1)."
LAYER: Final = "between"
MOMENT: Final = "before-send"
STEP: Final = "arrival"


async def strike(_exchange: Exchange, argument: str | None) -> WireAnswer | None:
    """Answer in its place."""
    return WireAnswer(
        503, (("Retry-After", argument or "1"), ("Content-Type", "text/plain")), b"No server is available"
    )
