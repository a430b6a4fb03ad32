"""Personal data is processed without consent, and there is nowhere to complain."""

from typing import Final

from ndxp_mocks.platform.document_edits import replace_at
from ndxp_mocks.platform.entity import Description
from ndxp_mocks.platform.operation import JsonObject

RULE: Final = "record.unconsented_processing_has_its_safeguards"
DESCRIPTION_VI: Final = "Xử lý dữ liệu cá nhân không cần đồng ý nhưng không có kênh tiếp nhận khiếu nại."


def amend_record(record: JsonObject) -> JsonObject:
    """Declare that there is no such channel."""
    return replace_at(record, ("services", 0, "safeguards", "complaints"), "none")


def shows_on(description: Description) -> bool:
    """Return whether the platform tells about people."""
    return any(entity.is_personal for entity in description.entities)
