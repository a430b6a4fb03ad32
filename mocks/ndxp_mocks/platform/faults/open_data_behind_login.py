"""Open data is refused to callers without credentials."""

from dataclasses import replace
from typing import Final

from ndxp_mocks.platform.entity import Description
from ndxp_mocks.platform.misbehaviour import ObservedRequest

RULE: Final = "endpoint.open_data_needs_no_credentials"
DESCRIPTION_VI: Final = "Dữ liệu mở không được cung cấp cho bên gọi không xác thực."


def amend_request(asked: ObservedRequest) -> ObservedRequest:
    """Want credentials where the document marks open data."""
    if (asked.operation or {}).get("x-sharing-form") != "open":
        return asked
    return replace(asked, admission=replace(asked.admission, is_wanted=True))


def shows_on(description: Description) -> bool:
    """Return whether the platform has open data."""
    return any("open_data" in entity.archetypes for entity in description.entities)
