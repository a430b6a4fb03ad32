"""Nobody has classified the data."""

from typing import Final

from ndxp_mocks.platform.document_edits import replace_at
from ndxp_mocks.platform.operation import JsonObject

RULE: Final = "record.data_is_classified"
DESCRIPTION_VI: Final = "Dữ liệu chưa được phân loại."


def amend_record(record: JsonObject) -> JsonObject:
    """Declare that it is not classified."""
    return replace_at(record, ("services", 0, "classification"), "none")
