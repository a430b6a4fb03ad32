"""The SOAP envelope in a request: its content type, its multipart, its XML."""

from email import message_from_bytes
from typing import Final
from xml.etree.ElementTree import Element

from ndxp_mocks.hub.xroad.errors import XRoadError
from ndxp_mocks.hub.xroad.incoming import IncomingCall
from ndxp_mocks.hub.xroad.soap_message import qualified
from ndxp_mocks.protocols.soap.parser import NotAllowed, NotRead, root_of

_PLAIN: Final = ("text/xml", "application/xop+xml")
_MULTIPART: Final = "multipart/related"


def envelope_of(incoming: IncomingCall) -> bytes:
    """Return the envelope as it came: the whole body, or the first part of a multipart.

    Raises XRoadError if there is none.
    """
    named = incoming.last("content-type")
    media_type = _media_type(named or "")
    if not media_type:
        raise XRoadError("invalid_request", "Could not get content type from request")
    if media_type in _PLAIN:
        return incoming.body
    if media_type == _MULTIPART:
        return _first_part(named or "", incoming.body)
    raise XRoadError("invalid_content_type", f"Invalid content type: {media_type}")


def parse_xml(envelope: bytes) -> Element:
    """Return the root element. Raises XRoadError if it is not XML, has a document type or is no envelope."""
    try:
        root = root_of(envelope)
    except NotAllowed as error:
        raise XRoadError("invalid_soap", str(error)) from error
    except NotRead as error:
        raise XRoadError("invalid_soap", f"Malformed SOAP message: {error}") from error
    if root.tag != qualified("SOAP-ENV", "Envelope"):
        raise XRoadError("invalid_soap", "Malformed SOAP message: envelope missing")
    return root


def _media_type(content_type: str) -> str:
    return content_type.partition(";")[0].strip().lower()


def _first_part(content_type: str, body: bytes) -> bytes:
    message = message_from_bytes(b"Content-Type: " + content_type.encode("latin-1") + b"\r\n\r\n" + body)
    if not message.is_multipart():
        raise XRoadError("mime_parsing_failed", "The body is not the multipart that its content type tells")
    first = next(part for part in message.walk() if part is not message)
    media_type = first.get_content_type()
    if "content-type" not in first:
        raise XRoadError("invalid_content_type", "Could not get content type for part")
    if media_type not in _PLAIN:
        raise XRoadError("invalid_content_type", f"Invalid content type: {media_type}")
    content = first.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""
