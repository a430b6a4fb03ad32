"""Errors are a line of text, and not what the document says."""

from dataclasses import replace
from typing import Final

from ndxp_mocks.platform.misbehaviour import ObservedAnswer, ObservedRequest

RULE: Final = "endpoint.errors_have_the_published_form"
DESCRIPTION_VI: Final = "Lỗi được trả về dưới dạng một dòng chữ, không theo cấu trúc đã công bố trong tài liệu."


def amend_answer(_asked: ObservedRequest, answer: ObservedAnswer) -> ObservedAnswer:
    """Say it in a line."""
    if answer.status < 400 or not answer.body:
        return answer
    return replace(answer, media_type="text/plain; charset=utf-8", body="Có lỗi xảy ra.".encode())
