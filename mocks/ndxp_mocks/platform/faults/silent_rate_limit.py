"""No answer says how much may be asked."""

from typing import Final

from ndxp_mocks.platform.misbehaviour import ObservedAnswer, ObservedRequest

RULE: Final = "endpoint.rate_limit_is_announced"
DESCRIPTION_VI: Final = "Không phản hồi nào cho biết được gọi bao nhiêu lần."


def amend_answer(_asked: ObservedRequest, answer: ObservedAnswer) -> ObservedAnswer:
    """Leave the fields of the limit out."""
    return answer.without_headers("ratelimit", "ratelimit-policy")
