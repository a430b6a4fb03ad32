"""The security level is lower than that of a part."""

from typing import Final

from ndxp_mocks.platform.document_edits import replace_at
from ndxp_mocks.platform.operation import JsonObject

RULE: Final = "record.highest_level_is_taken"
DESCRIPTION_VI: Final = "Cấp độ của hệ thống thấp hơn cấp độ của một bộ phận."


def amend_record(record: JsonObject) -> JsonObject:
    """Give a part a higher level than the whole."""
    return replace_at(record, ("security_level", "parts", 1, "level"), 5)
