"""The SOAP side of a security server, as far as REST callers meet it: whoever misses `/r1/` gets a SOAP fault."""

from typing import Final
from xml.sax.saxutils import escape

from ndxp_mocks.hub.settings import Profile
from ndxp_mocks.hub.wire.answer import WireAnswer, text_answer
from ndxp_mocks.hub.wire.codes import CLIENT, spelled
from ndxp_mocks.hub.wire.faulting import XRoadError
from ndxp_mocks.hub.wire.incoming import Incoming

MEDIA_TYPE: Final = "text/xml;charset=utf-8"
_ENVELOPE: Final = "http://schemas.xmlsoap.org/soap/envelope/"


def soap_fault(error: XRoadError, detail: str, profile: Profile, status: int = 500) -> WireAnswer:
    """The fault with its code, text and UUID."""
    body = (
        '<?xml version="1.0" encoding="UTF-8"?>'
        f'<SOAP-ENV:Envelope xmlns:SOAP-ENV="{_ENVELOPE}"><SOAP-ENV:Body><SOAP-ENV:Fault>'
        f"<faultcode>{spelled(error.code, profile)}</faultcode><faultstring>{escape(error.message)}</faultstring>"
        f'<faultactor></faultactor><detail><faultDetail xmlns="">{detail}</faultDetail></detail>'
        "</SOAP-ENV:Fault></SOAP-ENV:Body></SOAP-ENV:Envelope>"
    )
    return text_answer(status, body, MEDIA_TYPE)


def missed(incoming: Incoming) -> XRoadError:
    """What the SOAP side says to a call that is no SOAP."""
    if incoming.method != "POST":
        text = f"Must use POST request method instead of {incoming.method}"
        return XRoadError("invalid_http_method", text).under(CLIENT)
    content_type = (incoming.last("content-type") or "").partition(";")[0].strip()
    if content_type not in ("text/xml", "multipart/related"):
        return XRoadError("invalid_content_type", f"Invalid content type: {content_type}").under(CLIENT)
    return XRoadError("missing_header", "Malformed SOAP message: header missing").under(CLIENT)
