"""The consumer's gateway takes the call and sends nothing on; the argument is how long it keeps still, in seconds."""

from typing import Final

from ndxp_mocks.hub.transport.answer import WireAnswer
from ndxp_mocks.hub.xroad.exchange import Exchange
from ndxp_mocks.hub.xroad.hang import silence
from ndxp_mocks.hub.xroad.message_log import gave_up, left_open

DESCRIPTION_VI: Final = "Cổng của bên khai thác nhận cuộc gọi nhưng không gửi tiếp; tham số là số giây im lặng."
LAYER: Final = "own-gateway"
MOMENT: Final = "before-send"
STEP: Final = "send"


async def strike(exchange: Exchange, argument: str | None) -> WireAnswer | None:
    """Say nothing until the caller goes away."""
    left_open(exchange, "consumer")
    answer = await silence(exchange, argument)
    gave_up(exchange, "consumer")
    return answer
