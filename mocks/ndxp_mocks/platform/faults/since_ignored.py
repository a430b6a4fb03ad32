"""A list of changes gives everything, whatever start of change is asked for."""

from dataclasses import replace
from datetime import datetime
from typing import Final

from ndxp_mocks.platform.entity import Description
from ndxp_mocks.platform.misbehaviour import ObservedRequest

RULE: Final = "endpoint.changes_since_narrows"
DESCRIPTION_VI: Final = "Danh sách thay đổi trả về tất cả, bất kể thời điểm bắt đầu được yêu cầu."


def amend_request(asked: ObservedRequest) -> ObservedRequest:
    """Leave the start out; what is no time is still refused."""
    return replace(
        asked, query=tuple(pair for pair in asked.query if pair[0] != "updated_since" or not _is_time(pair[1]))
    )


def _is_time(text: str) -> bool:
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return True


def shows_on(description: Description) -> bool:
    """Return whether the platform has a list of changes that a caller without credentials can read."""
    return any("open_data" in entity.archetypes for entity in description.entities)
