"""Input that the document refuses is answered as if it were right."""

from dataclasses import replace
from typing import Final

from ndxp_mocks.platform.misbehaviour import ObservedRequest

RULE: Final = "endpoint.bad_input_is_not_accepted"
DESCRIPTION_VI: Final = "Dữ liệu đầu vào trái với tài liệu vẫn được trả lời như thể đúng."


def amend_request(asked: ObservedRequest) -> ObservedRequest:
    """Hold nothing to the document but who is named as client."""
    return asked if asked.names_two_clients else replace(asked, is_held_to_the_document=False)
