"""The provider has answered, but the answer never reaches the caller; the argument is how long, in seconds."""

from ndxp_mocks.hub.injection.fault import Fault
from ndxp_mocks.hub.transport.answer import hanging_answer
from ndxp_mocks.hub.xroad.exchange import Exchange
from ndxp_mocks.hub.xroad.points import RETURN


def inject(exchange: Exchange, argument: str | None) -> Exchange:
    """Say nothing until the caller goes away; the message log has both sides by then."""
    exchange.answer = hanging_answer(argument)
    return exchange


FAULT = Fault(RETURN, inject, vi="Bên cung cấp đã trả lời nhưng bên gọi không nhận được; tham số là số giây im lặng.")
