"""The provider has answered, but the answer never reaches the caller; the argument is how long, in seconds."""

from typing import Final

from ndxp_mocks.hub.transport.answer import WireAnswer
from ndxp_mocks.hub.xroad.exchange import Exchange
from ndxp_mocks.hub.xroad.hang import silence

DESCRIPTION_VI: Final = "Bên cung cấp đã trả lời nhưng bên gọi không nhận được; tham số là số giây im lặng."
LAYER: Final = "own-gateway"
MOMENT: Final = "after-send"
STEP: Final = "return"


async def strike(exchange: Exchange, argument: str | None) -> WireAnswer | None:
    """Say nothing until the caller goes away; the message log has both sides by then."""
    return await silence(exchange, argument)
