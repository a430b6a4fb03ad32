"""Civil status: `status` 1 or 0 with an error code when 0, and XML in the JSON string `data`. SIMULATED.

The error codes stand in the body: 200 there is an error (RECORD_UNCOMPLETE), whatever the HTTP status says.
"""

from typing import Final

from ndxp_mocks.hub.gateway.apis import GatewayCall
from ndxp_mocks.hub.transport.answer import WireAnswer, json_answer

API: Final = "apiHoTichTuPhap"
ERRORS: Final = {
    100: "AUTHEN_ERROR",
    101: "IP_DISALLOWED",
    106: "AGENCY_ID_INCORRECT",
    108: "PROVINCE_ID_INCORRECT",
    200: "RECORD_UNCOMPLETE",
    201: "RECORD_NOT_FOUND",
    302: "DATA_TYPE_INVALID",
    500: "DATA_INCORRECT",
}
_XML: Final = "<hoTich><soDangKy>000/2026</soDangKy><hoTen>NGƯỜI MÔ PHỎNG</hoTen></hoTich>"


def answer(call: GatewayCall) -> WireAnswer:
    """Return a record; a member `error` that names one of the codes gets that error."""
    asked = str(call.members.get("error", "0"))
    code = int(asked) if asked.isdecimal() else 302
    if code:
        message = ERRORS.get(code, ERRORS[500])
        return json_answer(200, {"status": 0, "errorCode": code, "message": message, "data": None})
    return json_answer(200, {"status": 1, "errorCode": None, "message": None, "data": _XML})
