"""Answers of a service come back without the message id."""

from dataclasses import replace

from ndxp_mocks.hub.injection.fault import Fault
from ndxp_mocks.hub.xroad.exchange import Exchange
from ndxp_mocks.hub.xroad.points import RETURN


def inject(exchange: Exchange, _argument: str | None) -> Exchange:
    """Lose it in the answer only; both logs keep it."""
    answer = exchange.answer
    if answer is not None:
        kept = tuple(pair for pair in answer.headers if pair[0].lower() != "x-road-id")
        exchange.answer = replace(answer, headers=kept)
    return exchange


FAULT = Fault(
    RETURN, inject, vi="Trả lời của dịch vụ quay về mà thiếu mã thông điệp.", rule="exchange.message_id_is_preserved"
)
