"""Nobody is in charge of security."""

from typing import Final

from ndxp_mocks.platform.document_edits import replace_at
from ndxp_mocks.platform.operation import JsonObject

RULE: Final = "record.security_contact_is_named"
DESCRIPTION_VI: Final = "Chưa phân công người phụ trách an ninh thông tin."


def amend_record(record: JsonObject) -> JsonObject:
    """Declare that nobody is."""
    return replace_at(record, ("security_contact",), "none")
