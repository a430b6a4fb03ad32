"""No answer tells browsers to stay on https."""

from typing import Final

from ndxp_mocks.platform.misbehaviour import ObservedAnswer, ObservedRequest

RULE: Final = "endpoint.hsts_is_sent"
DESCRIPTION_VI: Final = "Không phản hồi nào yêu cầu trình duyệt chỉ dùng https (thiếu Strict-Transport-Security)."


def amend_answer(_asked: ObservedRequest, answer: ObservedAnswer) -> ObservedAnswer:
    """Leave the header out."""
    return answer.without_headers("strict-transport-security")
