"""Random text in place of a token opens the data."""

from typing import Final

from ndxp_mocks.platform.entity import Description
from ndxp_mocks.platform.misbehaviour import ObservedRequest

RULE: Final = "endpoint.unreadable_token_is_refused"
DESCRIPTION_VI: Final = "Chuỗi ký tự bất kỳ thay cho mã truy cập vẫn mở được dữ liệu."


def amend_request(asked: ObservedRequest) -> ObservedRequest:
    """Take any text for a token."""
    return asked.admitted() if asked.admission.flaw == "unreadable" else asked


def shows_on(description: Description) -> bool:
    """Return whether the platform has data for which it wants a token."""
    return not description.is_open
