"""The correlation id of a request does not come back."""

from typing import Final

from ndxp_mocks.platform.misbehaviour import ObservedAnswer, ObservedRequest

RULE: Final = "endpoint.correlation_id_is_echoed"
DESCRIPTION_VI: Final = "Mã tương quan của yêu cầu không được trả lại trong phản hồi."


def amend_answer(asked: ObservedRequest, answer: ObservedAnswer) -> ObservedAnswer:
    """Leave out what comes back as it was sent: the id, under whichever name the platform knows it."""
    return answer.without_headers(*(name for name, value in answer.headers if (name, value) in asked.headers))
