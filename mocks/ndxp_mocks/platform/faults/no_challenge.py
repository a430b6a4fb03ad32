"""A caller without credentials is refused without WWW-Authenticate."""

from typing import Final

from ndxp_mocks.platform.entity import Description
from ndxp_mocks.platform.misbehaviour import ObservedAnswer, ObservedRequest

RULE: Final = "endpoint.refusal_is_a_challenge"
DESCRIPTION_VI: Final = "Bên gọi không có thông tin xác thực bị từ chối mà không có WWW-Authenticate."


def amend_answer(asked: ObservedRequest, answer: ObservedAnswer) -> ObservedAnswer:
    """Say nothing of what is wanted to who showed nothing."""
    return answer.without_headers("www-authenticate") if asked.header("authorization") is None else answer


def shows_on(description: Description) -> bool:
    """Return whether the platform has data for which it wants a token."""
    return not description.is_open
