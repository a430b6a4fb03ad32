"""Criminal record: `STATUS` and `DESCRIPTION`, upper case. SIMULATED."""

from typing import Final

from ndxp_mocks.hub.gateway.apis import GatewayCall
from ndxp_mocks.hub.transport.answer import WireAnswer, json_answer

API: Final = "apiLyLichTuPhap"


def answer(call: GatewayCall) -> WireAnswer:
    """Return a receipt for an application that has a code, an error for one that has none."""
    code = call.members.get("maHoSo")
    if not code:
        return json_answer(200, {"STATUS": "0", "DESCRIPTION": "Thiếu mã hồ sơ"})
    return json_answer(200, {"STATUS": "1", "DESCRIPTION": "Đã tiếp nhận", "MAHOSO": str(code)})
