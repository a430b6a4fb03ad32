"""Every record is given to whoever may call at all."""

from typing import Final

from ndxp_mocks.platform.entity import Description
from ndxp_mocks.platform.misbehaviour import ObservedRequest

RULE: Final = "endpoint.another_clients_record_is_refused"
DESCRIPTION_VI: Final = "Ai gọi được thì xem được mọi bản ghi."


def amend_request(asked: ObservedRequest) -> ObservedRequest:
    """Give the record to a client that may not see it."""
    return asked.admitted() if asked.admission.flaw == "record" else asked


def shows_on(description: Description) -> bool:
    """Return whether the platform has data for which it wants a token."""
    return not description.is_open
