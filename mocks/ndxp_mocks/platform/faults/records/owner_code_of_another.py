"""The record gives the owner the code of another ministry."""

from typing import Final

from ndxp_mocks.platform.document_edits import replace_at
from ndxp_mocks.platform.entity import Description
from ndxp_mocks.platform.operation import JsonObject
from ndxp_mocks.specs import owner_codes

RULE: Final = "record.owner_code_and_name_agree"
DESCRIPTION_VI: Final = "Hồ sơ ghi mã định danh của bộ khác cho cơ quan chủ quản."
_ANOTHER: Final = "G18"


def amend_record(record: JsonObject) -> JsonObject:
    """Write the code of another ministry."""
    return replace_at(record, ("owner", "code"), _ANOTHER)


def shows_on(description: Description) -> bool:
    """Return whether the owner has another code."""
    return owner_codes().get(description.slug, "G06") not in {None, _ANOTHER}
