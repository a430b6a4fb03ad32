"""The pages of a list do not fit together: behind the first one, records come twice and others never.

Each page by itself is as documented, and the first one is right.
"""

from dataclasses import replace
from typing import Final

from ndxp_mocks.platform.entity import Description
from ndxp_mocks.platform.settings import Settings

RULE: Final = "endpoint.pages_neither_repeat_nor_skip"
DESCRIPTION_VI: Final = (
    "Các trang của một danh sách không khớp nhau: có bản ghi lặp lại, có bản ghi không bao giờ xuất hiện."
)


def apply(settings: Settings) -> Settings:
    """Give the pages behind the first one another order."""
    return replace(settings, order="shifting")


def shows_on(description: Description) -> bool:
    """Return whether the platform has a list that a caller without credentials can walk."""
    return any("open_data" in entity.archetypes for entity in description.entities)
