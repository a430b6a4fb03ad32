"""The provider itself answers 500; the argument is another status."""

from typing import Final

from ndxp_mocks.hub.transport.answer import WireAnswer, json_answer
from ndxp_mocks.hub.xroad.exchange import Exchange
from ndxp_mocks.hub.xroad.forwarding import road_headers

DESCRIPTION_VI: Final = "Chính bên cung cấp trả lời 500; tham số là mã trạng thái khác."
LAYER: Final = "provider"
MOMENT: Final = "after-send"
STEP: Final = "answered"


async def strike(exchange: Exchange, argument: str | None) -> WireAnswer | None:
    """Answer in its place."""
    status = int(argument or 500)
    body = {"type": "about:blank", "title": "Simulated failure", "status": status}
    return json_answer(status, body, road_headers(exchange), "application/problem+json")
