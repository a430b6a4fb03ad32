"""The connection was made without an assessment of risk."""

from typing import Final

from ndxp_mocks.platform.document_edits import replace_at
from ndxp_mocks.platform.operation import JsonObject

RULE: Final = "record.connection_is_risk_assessed"
DESCRIPTION_VI: Final = "Kết nối được thiết lập mà không đánh giá rủi ro."
NEEDS_A_CONNECTION: Final = True


def amend_record(record: JsonObject) -> JsonObject:
    """Declare that none was made."""
    amended = replace_at(record, ("connections", 0, "risk_assessment"), "none")
    return {**amended, "risk_assessment": "none"}
