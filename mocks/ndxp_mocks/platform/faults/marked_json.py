"""JSON is sent with a byte order mark in front."""

from codecs import BOM_UTF8
from dataclasses import replace
from typing import Final

from ndxp_mocks.platform.misbehaviour import ObservedAnswer, ObservedRequest

RULE: Final = "endpoint.json_has_no_byte_order_mark"
DESCRIPTION_VI: Final = "JSON được gửi kèm dấu thứ tự byte (BOM) ở đầu."


def amend_answer(asked: ObservedRequest, answer: ObservedAnswer) -> ObservedAnswer:
    """Write the body as an editor on Windows saves it."""
    if answer.status != 200 or not asked.is_plain_read or answer.data is None:
        return answer
    return replace(answer, body=BOM_UTF8 + answer.body)
