"""The record gives the owner the code of another ministry."""

from typing import Final

from ndxp_mocks.amending import replaced
from ndxp_mocks.entity import Description
from ndxp_mocks.operation import JsonObject
from ndxp_mocks.registry import owner_codes

RULE: Final = "record.owner_code_and_name_agree"
DESCRIPTION_VI: Final = "Hồ sơ ghi mã định danh của bộ khác cho cơ quan chủ quản."
_ANOTHER: Final = "G18"


def amend_record(record: JsonObject) -> JsonObject:
    """Write the code of another ministry."""
    return replaced(record, ("owner", "code"), _ANOTHER)


def shows_on(description: Description) -> bool:
    """Whether the owner has another code."""
    return owner_codes().get(description.slug, "G06") not in {None, _ANOTHER}
