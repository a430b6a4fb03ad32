"""The service is a SOAP service."""

from ndxp_mocks.hub.xroad.fault import xroad_fault
from ndxp_mocks.hub.xroad.points import SERVICE_TYPE

FAULT = xroad_fault(
    "service_type",
    "Service is a SOAP service and cannot be called using REST interface",
    at=SERVICE_TYPE,
    vi="Dịch vụ là dịch vụ SOAP.",
)
