"""The provider's gateway finds the signature of the request wrong."""

from ndxp_mocks.hub.xroad.fault import xroad_fault
from ndxp_mocks.hub.xroad.points import SIGNATURE

FAULT = xroad_fault(
    "signature_verification.invalid_signature_value",
    "Signature is not valid",
    at=SIGNATURE,
    vi="Cổng của bên cung cấp thấy chữ ký của yêu cầu không đúng.",
)
