"""The provider's gateway cannot check the consumer's certificate: the OCSP answer is too old."""

from ndxp_mocks.hub.xroad.fault import xroad_fault
from ndxp_mocks.hub.xroad.points import PROVIDER_CLIENT

FAULT = xroad_fault(
    "incorrect_validation_info",
    "OCSP response is too old",
    at=PROVIDER_CLIENT,
    vi="Cổng của bên cung cấp không kiểm tra được chứng thư của bên khai thác do trả lời OCSP quá cũ.",
)
