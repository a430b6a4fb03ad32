"""The signature of tokens is not verified."""

from typing import Final

from ndxp_mocks.platform.entity import Description
from ndxp_mocks.platform.misbehaviour import ObservedRequest

RULE: Final = "endpoint.forged_token_is_refused"
DESCRIPTION_VI: Final = "Chữ ký của mã truy cập không được kiểm tra."


def amend_request(asked: ObservedRequest) -> ObservedRequest:
    """Pass over the signature."""
    return asked.admitted() if asked.admission.flaw == "forged" else asked


def shows_on(description: Description) -> bool:
    """Return whether the platform has data for which it wants a token."""
    return not description.is_open
