"""Vietnamese text is sent in an old encoding, and called UTF-8."""

from dataclasses import replace
from typing import Final

from ndxp_mocks.platform.misbehaviour import ObservedAnswer, ObservedRequest

RULE: Final = "endpoint.text_is_utf8"
DESCRIPTION_VI: Final = "Chữ tiếng Việt được gửi theo bảng mã cũ trong khi khai là UTF-8."


def amend_answer(asked: ObservedRequest, answer: ObservedAnswer) -> ObservedAnswer:
    """Write the text as Windows did once; what it could not write is a question mark."""
    if answer.status != 200 or not asked.is_plain_read or answer.data is None:
        return answer
    return replace(answer, body=answer.body.decode().encode("cp1258", "replace"))
