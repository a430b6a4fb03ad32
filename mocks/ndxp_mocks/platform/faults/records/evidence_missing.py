"""A connection is said to be in use, and nothing shows it."""

from typing import Final

from ndxp_mocks.platform.document_edits import replace_at
from ndxp_mocks.platform.operation import JsonObject

RULE: Final = "record.connection_claim_has_evidence"
DESCRIPTION_VI: Final = "Khai báo kết nối đang khai thác nhưng không có bằng chứng."
NEEDS_A_CONNECTION: Final = True


def amend_record(record: JsonObject) -> JsonObject:
    """Declare that there is no evidence."""
    return replace_at(record, ("connections", 0, "evidence"), "none")
