"""Vietnamese text is sent in pieces, letters and marks apart."""

from dataclasses import replace
from typing import Final
from unicodedata import normalize

from ndxp_mocks.platform.misbehaviour import ObservedAnswer, ObservedRequest

RULE: Final = "endpoint.text_is_nfc"
DESCRIPTION_VI: Final = "Chữ tiếng Việt được gửi ở dạng tổ hợp tách rời (NFD): chữ cái và dấu đứng riêng."


def amend_answer(asked: ObservedRequest, answer: ObservedAnswer) -> ObservedAnswer:
    """Take letters and marks apart."""
    if answer.status != 200 or not asked.is_plain_read:
        return answer
    return replace(answer, body=normalize("NFD", answer.body.decode()).encode())
