"""Tokens are good for every operation, whatever their scope."""

from typing import Final

from ndxp_mocks.platform.entity import Description
from ndxp_mocks.platform.misbehaviour import ObservedRequest

RULE: Final = "endpoint.missing_scope_is_refused"
DESCRIPTION_VI: Final = "Mã truy cập dùng được cho mọi thao tác, bất kể phạm vi."


def amend_request(asked: ObservedRequest) -> ObservedRequest:
    """Pass over the scope."""
    return asked.admitted() if asked.admission.flaw == "scope" else asked


def shows_on(description: Description) -> bool:
    """Return whether the platform has data for which it wants a token."""
    return not description.is_open
