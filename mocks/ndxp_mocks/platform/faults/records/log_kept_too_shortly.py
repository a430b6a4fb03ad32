"""Logs are kept for one month only."""

from typing import Final

from ndxp_mocks.platform.document_edits import replace_at
from ndxp_mocks.platform.operation import JsonObject

RULE: Final = "record.log_retention_fits_the_level"
DESCRIPTION_VI: Final = "Nhật ký chỉ được lưu một tháng."


def amend_record(record: JsonObject) -> JsonObject:
    """Keep logs too shortly."""
    return replace_at(record, ("log_retention_months",), 1)
