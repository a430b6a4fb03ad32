"""The last page of a list names itself as the next one, so that nobody comes to an end."""

from typing import Any, Final

from ndxp_mocks.platform.entity import Description
from ndxp_mocks.platform.misbehaviour import ObservedAnswer, ObservedRequest

RULE: Final = "endpoint.pages_come_to_an_end"
DESCRIPTION_VI: Final = "Trang cuối của danh sách lại dẫn về chính nó nên đọc từng trang không bao giờ hết."


def amend_answer(asked: ObservedRequest, answer: ObservedAnswer) -> ObservedAnswer:
    """Lead from the last page to where it was asked for."""
    page: Any = answer.data
    if not isinstance(page, dict) or page.get("next_cursor", "") is not None:
        return answer
    here = dict(asked.query).get("cursor")
    return answer if here is None else answer.with_data({**page, "next_cursor": here})


def shows_on(description: Description) -> bool:
    """Return whether the platform has a list that a caller without credentials can walk."""
    return any("open_data" in entity.archetypes for entity in description.entities)
