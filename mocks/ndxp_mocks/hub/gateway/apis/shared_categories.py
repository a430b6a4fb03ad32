"""Shared categories: metadata and rows of a category; a write answers `MSG` and `Count`. SIMULATED."""

from typing import Final

from ndxp_mocks.hub.gateway.apis import GatewayCall
from ndxp_mocks.hub.gateway.errors import gateway_error
from ndxp_mocks.hub.transport.answer import WireAnswer, json_answer
from ndxp_mocks.protocols.gateway.errors import NO_RESOURCE

API: Final = "dmdc"
CATEGORY: Final = "DM999"
_METADATA: Final = (
    {"PropertyCode": "MA", "PropertyName": "Mã", "PropertyType": "String"},
    {"PropertyCode": "TEN", "PropertyName": "Tên", "PropertyType": "String"},
    {"PropertyCode": "NGAYHIEULUC", "PropertyName": "Ngày hiệu lực", "PropertyType": "DateTime"},
)
_ROWS: Final = ({"MA": "999", "TEN": "Địa bàn mô phỏng", "NGAYHIEULUC": "2026-01-15T00:00:00"},)


def answer(call: GatewayCall) -> WireAnswer:
    """Answer `AllCategory`, `Metadata/{code}` and `Category/{code}`, the last to read and to add."""
    match call.operation.strip("/").split("/"):
        case ["AllCategory"]:
            return json_answer(200, [{"CategoryCode": CATEGORY, "CategoryName": "Danh mục mô phỏng"}])
        case ["Metadata", code] if code == CATEGORY:
            return json_answer(200, list(_METADATA))
        case ["Category", code] if code == CATEGORY:
            return _added(call) if call.incoming.method == "POST" else json_answer(200, list(_ROWS))
        case _:
            return gateway_error(NO_RESOURCE)


def _added(call: GatewayCall) -> WireAnswer:
    code = str(call.members.get("MA", ""))
    if any(row["MA"] == code for row in _ROWS):
        return json_answer(200, {"MSG": f"Bản ghi {code} đã tồn tại", "Count": 0})
    return json_answer(200, {"MSG": "Thành công", "Count": 1})
