"""The consumer's gateway takes the call and sends nothing on; the argument is how long it keeps still, in seconds."""

from ndxp_mocks.hub.injection.fault import Fault
from ndxp_mocks.hub.transport.answer import hanging_answer
from ndxp_mocks.hub.xroad.exchange import Exchange
from ndxp_mocks.hub.xroad.message_log import record_open
from ndxp_mocks.hub.xroad.points import SEND


def inject(exchange: Exchange, argument: str | None) -> Exchange:
    """Log a call whose end nobody knows yet, and say nothing until the caller goes away."""
    record_open(exchange, "consumer")
    exchange.answer = hanging_answer(argument)
    return exchange


FAULT = Fault(SEND, inject, vi="Cổng của bên khai thác nhận lời gọi nhưng không gửi tiếp; tham số là số giây im lặng.")
