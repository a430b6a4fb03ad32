"""Errors show where in the program they arose."""

from typing import Final

from ndxp_mocks.platform.misbehaviour import ObservedAnswer, ObservedRequest

RULE: Final = "endpoint.answers_reveal_no_internals"
DESCRIPTION_VI: Final = "Lỗi để lộ vị trí phát sinh trong chương trình (dấu vết ngăn xếp)."
_TRACE: Final = (
    "java.lang.IllegalStateException: pool is empty\n"
    "\tat vn.gov.example.chiase.KetNoi.lay(KetNoi.java:42)\n"
    "\tat vn.gov.example.chiase.DanhSach.doc(DanhSach.java:17)"
)


def amend_answer(_asked: ObservedRequest, answer: ObservedAnswer) -> ObservedAnswer:
    """Put the trace where the explanation stands."""
    if answer.status < 400 or not isinstance(answer.data, dict):
        return answer
    return answer.with_data({**answer.data, "detail": _TRACE})
