"""State agencies pay for each call, and no law is named."""

from typing import Final

from ndxp_mocks.platform.document_edits import replace_at
from ndxp_mocks.platform.entity import Description
from ndxp_mocks.platform.operation import JsonObject

RULE: Final = "record.sharing_is_free_of_charge"
DESCRIPTION_VI: Final = "Cơ quan nhà nước phải trả phí cho mỗi lượt gọi, không nêu căn cứ."


def amend_record(record: JsonObject) -> JsonObject:
    """Declare a fee."""
    return replace_at(record, ("services", 0, "fee"), {"agency": 500, "public": 0, "legal_ground": "none"})


def shows_on(description: Description) -> bool:
    """Return whether there is data that may have a fee at all, which open data may not."""
    return not description.is_open
