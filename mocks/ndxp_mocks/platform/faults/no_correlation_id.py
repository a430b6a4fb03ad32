"""The correlation id of a request does not come back."""

from typing import Final

from ndxp_mocks.platform.misbehaviour import ObservedAnswer, ObservedRequest

RULE: Final = "endpoint.correlation_id_is_echoed"
DESCRIPTION_VI: Final = "Mã tương quan của yêu cầu không được trả lại trong phản hồi."


def amend_answer(_asked: ObservedRequest, answer: ObservedAnswer) -> ObservedAnswer:
    """Leave the id out."""
    return answer.without_headers("x-correlation-id")
