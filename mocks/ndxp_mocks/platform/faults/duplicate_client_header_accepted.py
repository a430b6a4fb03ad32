"""A call with two X-Road-Client headers is answered."""

from dataclasses import replace
from typing import Final

from ndxp_mocks.platform.entity import Description
from ndxp_mocks.platform.misbehaviour import ObservedRequest

RULE: Final = "endpoint.duplicate_client_header_is_refused"
DESCRIPTION_VI: Final = "Lời gọi có hai tiêu đề X-Road-Client vẫn được trả lời."


def amend_request(asked: ObservedRequest) -> ObservedRequest:
    """Take one of two names."""
    return replace(asked, is_held_to_the_document=False) if asked.names_two_clients else asked


def shows_on(description: Description) -> bool:
    """Return whether the platform has data for which it wants a token."""
    return not description.is_open
