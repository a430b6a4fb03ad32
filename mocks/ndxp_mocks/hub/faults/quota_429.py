"""The quota is used up; the argument is what Retry-After says (1 without one)."""

from typing import Final

from ndxp_mocks.hub.transport.answer import WireAnswer, json_answer
from ndxp_mocks.hub.xroad.exchange import Exchange

DESCRIPTION_VI: Final = "Đã hết hạn mức; tham số là giá trị của Retry-After (mặc định 1)."
LAYER: Final = "between"
MOMENT: Final = "before-send"
STEP: Final = "arrival"


async def strike(_exchange: Exchange, argument: str | None) -> WireAnswer | None:
    """Answer in its place."""
    body = {"type": "about:blank", "title": "Too Many Requests", "status": 429}
    return json_answer(429, body, (("Retry-After", argument or "1"),), "application/problem+json")
