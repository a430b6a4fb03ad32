"""Business registry: `Status` "1" or "0", `Message`, `DataCount`. SIMULATED."""

from typing import Final

from ndxp_mocks.hub.gateway.apis import GatewayCall
from ndxp_mocks.hub.gateway.errors import gateway_error
from ndxp_mocks.hub.transport.answer import WireAnswer, json_answer
from ndxp_mocks.protocols.gateway.errors import NO_RESOURCE

API: Final = "apiCSDLDKDN"
KNOWN: Final = "0000000000"
_KEYS: Final = ("msdn", "maSoDoanhNghiep", "MSDN")


def answer(call: GatewayCall) -> WireAnswer:
    """Return one made-up enterprise."""
    if call.operation != "/chiTietDoanhNghiep":
        return gateway_error(NO_RESOURCE)
    asked = next((str(call.members[name]) for name in _KEYS if name in call.members), None)
    if asked != KNOWN:
        return json_answer(200, {"Status": "0", "Message": "Không tìm thấy doanh nghiệp", "DataCount": 0, "Data": None})
    enterprise = {"MaSoDoanhNghiep": KNOWN, "TenDoanhNghiep": "CÔNG TY MÔ PHỎNG", "NgayCap": "15/01/2026"}
    return json_answer(200, {"Status": "1", "Message": "Thành công", "DataCount": 1, "Data": [enterprise]})
