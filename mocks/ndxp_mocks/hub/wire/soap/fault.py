"""A SOAP fault as a security server sends it: with status 200, so that only the body tells the failure."""

from typing import Final

from ndxp_mocks.hub.settings import Profile
from ndxp_mocks.hub.wire.answer import WireAnswer
from ndxp_mocks.hub.wire.codes import spelled
from ndxp_mocks.hub.wire.faulting import XRoadError
from ndxp_mocks.hub.wire.xml_text import element

STATUS: Final = 200
MEDIA_TYPE: Final = "text/xml;charset=utf-8"
_ENVELOPE: Final = "http://schemas.xmlsoap.org/soap/envelope/"
_HEADERS: Final = (("Content-Type", MEDIA_TYPE), ("SOAPAction", ""))


def soap_fault(error: XRoadError, detail: str, profile: Profile) -> WireAnswer:
    """The fault with its code, text and UUID."""
    body = (
        '<?xml version="1.0" encoding="UTF-8"?>'
        f'<SOAP-ENV:Envelope xmlns:SOAP-ENV="{_ENVELOPE}"><SOAP-ENV:Body><SOAP-ENV:Fault>'
        f"{element('faultcode', spelled(error.code, profile))}{element('faultstring', error.message)}"
        f'<faultactor></faultactor><detail><faultDetail xmlns="">{detail}</faultDetail></detail>'
        "</SOAP-ENV:Fault></SOAP-ENV:Body></SOAP-ENV:Envelope>"
    )
    return WireAnswer(STATUS, _HEADERS, body.encode("utf-8"))
