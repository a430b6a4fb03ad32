"""The connection was made without a table of mapped fields."""

from typing import Final

from ndxp_mocks.platform.document_edits import replace_at
from ndxp_mocks.platform.operation import JsonObject

RULE: Final = "record.mapping_table_precedes_the_connection"
DESCRIPTION_VI: Final = "Kết nối được thiết lập khi chưa có bảng ánh xạ dữ liệu."
NEEDS_A_CONNECTION: Final = True


def amend_record(record: JsonObject) -> JsonObject:
    """Declare that there is no table."""
    return replace_at(record, ("connections", 0, "mapping"), "none")
