"""Personal data is shared on the ground of a decree that no longer holds."""

from typing import Final

from ndxp_mocks.platform.document_edits import replace_at
from ndxp_mocks.platform.entity import Description
from ndxp_mocks.platform.operation import JsonObject

RULE: Final = "record.personal_data_states_its_legal_basis"
DESCRIPTION_VI: Final = "Chia sẻ dữ liệu cá nhân theo nghị định đã hết hiệu lực."


def amend_record(record: JsonObject) -> JsonObject:
    """Name the decree of before."""
    return replace_at(record, ("services", 0, "legal_basis"), "Nghị định 13/2023/NĐ-CP")


def shows_on(description: Description) -> bool:
    """Return whether the platform tells about people."""
    return any(entity.is_personal for entity in description.entities)
