"""The record still names an owner that was closed by the mergers of 2025."""

from typing import Final

from ndxp_mocks.platform.operation import JsonObject

RULE: Final = "record.owner_is_in_force"
DESCRIPTION_VI: Final = "Hồ sơ còn ghi cơ quan chủ quản đã hợp nhất năm 2025."
_CLOSED: Final = {
    "name_vi": "Bộ Thông tin và Truyền thông",
    "name_en": "Ministry of Information and Communications",
}


def amend_record(record: JsonObject) -> JsonObject:
    """Name a ministry of before, without a code, because none was read for it."""
    owner = {name: value for name, value in record["owner"].items() if name not in {"code", "kind"}}
    level = {**record["security_level"], "approver": _CLOSED["name_vi"]}
    return {**record, "owner": {**owner, **_CLOSED}, "security_level": level}
