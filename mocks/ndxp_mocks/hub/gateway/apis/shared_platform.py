"""A provincial shared platform: `error_code` ("-1" when it failed), `message`, `result`. SIMULATED."""

from typing import Final

from ndxp_mocks.hub.gateway.apis import GatewayCall
from ndxp_mocks.hub.transport.answer import WireAnswer, json_answer

API: Final = "apiMotCua"


def answer(call: GatewayCall) -> WireAnswer:
    """Return a dossier by its code."""
    code = call.members.get("MaHoSo")
    if not code:
        return json_answer(200, {"error_code": "-1", "message": "Thiếu mã hồ sơ", "result": None})
    dossier = {"MaHoSo": str(code), "TrangThaiHoSo": "2", "NgayTiepNhan": "20260115083000"}
    return json_answer(200, {"error_code": "0", "message": "", "result": [dossier]})
