"""Tokens for other services are good here too."""

from typing import Final

from ndxp_mocks.platform.entity import Description
from ndxp_mocks.platform.misbehaviour import ObservedRequest

RULE: Final = "endpoint.foreign_audience_is_refused"
DESCRIPTION_VI: Final = "Mã truy cập cấp cho dịch vụ khác cũng dùng được ở đây."


def amend_request(asked: ObservedRequest) -> ObservedRequest:
    """Pass over the audience."""
    return asked.admitted() if asked.admission.flaw == "audience" else asked


def shows_on(description: Description) -> bool:
    """Return whether the platform has data for which it wants a token."""
    return not description.is_open
