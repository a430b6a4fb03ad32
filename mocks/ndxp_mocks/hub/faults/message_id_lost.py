"""Answers of a service come back without the message id."""

from dataclasses import replace
from typing import Final

from ndxp_mocks.hub.transport.answer import WireAnswer
from ndxp_mocks.hub.xroad.exchange import Exchange

RULE: Final = "exchange.message_id_is_preserved"
LAYER: Final = "own-gateway"
MOMENT: Final = "after-send"
STEP: Final = "return"
DESCRIPTION_VI: Final = "Trả lời của dịch vụ quay về mà thiếu mã thông điệp."


async def strike(exchange: Exchange, _argument: str | None) -> WireAnswer | None:
    """Lose it in the answer only; both logs keep it."""
    answer = exchange.answer
    if answer is None:
        return None
    return replace(answer, headers=tuple(pair for pair in answer.headers if pair[0].lower() != "x-road-id"))
