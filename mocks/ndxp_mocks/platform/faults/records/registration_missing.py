"""The service is in no catalogue of interfaces."""

from typing import Final

from ndxp_mocks.platform.document_edits import replace_at
from ndxp_mocks.platform.operation import JsonObject

RULE: Final = "record.interface_is_registered"
DESCRIPTION_VI: Final = "Dịch vụ chưa được đăng ký trong danh mục giao diện nào."
NEEDS_A_CONNECTION: Final = True


def amend_record(record: JsonObject) -> JsonObject:
    """Declare that it is not registered."""
    return replace_at(record, ("services", 0, "registration"), "none")
