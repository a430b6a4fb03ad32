"""A proxy in between answers 502 with a page of HTML."""

from typing import Final

from ndxp_mocks.hub.transport.answer import WireAnswer, text_answer
from ndxp_mocks.hub.xroad.exchange import Exchange

DESCRIPTION_VI: Final = "Một máy trung gian trả lời 502 bằng trang HTML."
LAYER: Final = "between"
MOMENT: Final = "before-send"
STEP: Final = "arrival"


async def strike(_exchange: Exchange, _argument: str | None) -> WireAnswer | None:
    """Answer in its place."""
    page = "<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>"
    return text_answer(502, page, "text/html")
