"""Pages of every origin that asks may read protected data in the name of their visitor."""

from typing import Final

from ndxp_mocks.platform.entity import Description
from ndxp_mocks.platform.misbehaviour import ObservedAnswer, ObservedRequest

RULE: Final = "endpoint.cross_origin_access_is_limited"
DESCRIPTION_VI: Final = (
    "Trang web của bất kỳ nguồn gốc nào cũng được đọc dữ liệu cần bảo vệ thay cho người đang truy cập."
)


def amend_answer(asked: ObservedRequest, answer: ObservedAnswer) -> ObservedAnswer:
    """Allow the origin that was asked, with credentials."""
    origin = asked.header("origin")
    if origin is None:
        return answer
    allowed = (("Access-Control-Allow-Origin", origin), ("Access-Control-Allow-Credentials", "true"))
    return answer.with_headers(allowed)


def shows_on(description: Description) -> bool:
    """Return whether the platform has data for which it wants a token."""
    return not description.is_open
