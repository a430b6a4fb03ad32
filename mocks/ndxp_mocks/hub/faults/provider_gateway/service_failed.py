"""The provider's gateway cannot read what the provider answered."""

from ndxp_mocks.hub.xroad.fault import xroad_fault
from ndxp_mocks.hub.xroad.points import ANSWERED

FAULT = xroad_fault(
    "service_failed.internal_error",
    "Simulated failure of the service",
    at=ANSWERED,
    vi="Cổng của bên cung cấp không đọc được trả lời của bên cung cấp.",
)
