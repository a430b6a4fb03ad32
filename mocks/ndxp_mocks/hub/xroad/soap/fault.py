"""A SOAP fault as a security server sends it: with status 200, so that only the body tells the failure."""

from typing import Final

from ndxp_mocks.hub.state.settings import Profile
from ndxp_mocks.hub.transport.answer import WireAnswer
from ndxp_mocks.hub.xroad.errors import XRoadError
from ndxp_mocks.hub.xroad.fault_codes import code_in_profile
from ndxp_mocks.protocols.soap.envelope import MEDIA_TYPE, fault

STATUS: Final = 200
_HEADERS: Final = (("Content-Type", MEDIA_TYPE), ("SOAPAction", ""))


def soap_fault(error: XRoadError, detail: str, profile: Profile) -> WireAnswer:
    """Return the fault with its code, text and UUID."""
    told = f'<faultDetail xmlns="">{detail}</faultDetail>'
    return WireAnswer(STATUS, _HEADERS, fault(code_in_profile(error.code, profile), error.message, told))
