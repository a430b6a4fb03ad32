"""Input that the document refuses makes the server fail; the answer is a proper problem."""

from dataclasses import replace
from typing import Final

from ndxp_mocks.platform.misbehaviour import ObservedAnswer, ObservedRequest

RULE: Final = "endpoint.bad_input_is_a_client_error"
DESCRIPTION_VI: Final = "Dữ liệu đầu vào sai làm máy chủ báo lỗi 500; nội dung lỗi vẫn đúng dạng."


def amend_answer(asked: ObservedRequest, answer: ObservedAnswer) -> ObservedAnswer:
    """Answer 500 in place of 400."""
    if answer.status != 400 or asked.names_two_clients:
        return answer
    told = {"type": "about:blank", "title": "Lỗi hệ thống", "status": 500, "detail": "Hệ thống gặp lỗi."}
    return replace(answer.with_data(told), status=500)
