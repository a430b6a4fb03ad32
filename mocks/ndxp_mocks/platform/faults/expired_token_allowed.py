"""A token that has expired is still good."""

from typing import Final

from ndxp_mocks.platform.entity import Description
from ndxp_mocks.platform.misbehaviour import ObservedRequest

RULE: Final = "endpoint.expired_token_is_refused"
DESCRIPTION_VI: Final = "Mã truy cập đã hết hạn vẫn dùng được."


def amend_request(asked: ObservedRequest) -> ObservedRequest:
    """Pass over the expiry."""
    return asked.admitted() if asked.admission.flaw == "expired" else asked


def shows_on(description: Description) -> bool:
    """Return whether the platform has data for which it wants a token."""
    return not description.is_open
