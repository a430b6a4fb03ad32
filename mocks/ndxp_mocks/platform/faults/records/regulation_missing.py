"""The owner has issued no regulation on using the data."""

from typing import Final

from ndxp_mocks.platform.document_edits import replace_at
from ndxp_mocks.platform.operation import JsonObject

RULE: Final = "record.data_use_regulation_is_published"
DESCRIPTION_VI: Final = "Chủ quản chưa ban hành quy chế khai thác, sử dụng dữ liệu."


def amend_record(record: JsonObject) -> JsonObject:
    """Declare that there is none."""
    return replace_at(record, ("data_use_regulation",), "none")
