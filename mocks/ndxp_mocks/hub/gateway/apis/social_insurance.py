"""Social insurance: the fields themselves, with `errorCode` among them. SIMULATED."""

from typing import Final

from ndxp_mocks.hub.gateway.apis import GatewayCall
from ndxp_mocks.hub.transport.answer import WireAnswer, json_answer

API: Final = "apiBHXH"
KNOWN: Final = "0000000000"


def answer(call: GatewayCall) -> WireAnswer:
    """Return one made-up participant."""
    if str(call.members.get("maSoBHXH", "")) != KNOWN:
        return json_answer(200, {"errorCode": "404", "errorMessage": "Không tìm thấy người tham gia"})
    person = {"maSoBHXH": KNOWN, "hoTen": "NGƯỜI MÔ PHỎNG", "gioiTinh": 3, "ngaySinh": "1990", "loaiNgaySinh": 1}
    return json_answer(200, {"errorCode": None, **person})
