"""Data are sent as another media type than the documented one."""

from dataclasses import replace
from typing import Final

from ndxp_mocks.platform.misbehaviour import ObservedAnswer, ObservedRequest

RULE: Final = "endpoint.media_type_is_documented"
DESCRIPTION_VI: Final = "Dữ liệu được gửi với kiểu nội dung khác với kiểu đã ghi trong tài liệu."


def amend_answer(asked: ObservedRequest, answer: ObservedAnswer) -> ObservedAnswer:
    """Call the data YAML, which JSON is too."""
    return replace(answer, media_type="application/yaml") if answer.status == 200 and asked.is_plain_read else answer
