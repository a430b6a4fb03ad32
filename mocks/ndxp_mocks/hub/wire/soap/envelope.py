"""The SOAP envelope in a request: its content type, its multipart, its XML."""

from email import message_from_bytes
from typing import Final
from xml.etree.ElementTree import Element, ParseError, TreeBuilder, XMLParser

from ndxp_mocks.hub.wire.faulting import XRoadError
from ndxp_mocks.hub.wire.incoming import Incoming
from ndxp_mocks.hub.wire.soap.message import qualified

_PLAIN: Final = ("text/xml", "application/xop+xml")
_MULTIPART: Final = "multipart/related"
_DEEPEST: Final = 200


def envelope_of(incoming: Incoming) -> bytes:
    """The envelope as it came: the whole body, or the first part of a multipart. XRoadError where there is none."""
    named = incoming.last("content-type")
    media_type = _media_type(named or "")
    if not media_type:
        raise XRoadError("invalid_request", "Could not get content type from request")
    if media_type in _PLAIN:
        return incoming.body
    if media_type == _MULTIPART:
        return _first_part(named or "", incoming.body)
    raise XRoadError("invalid_content_type", f"Invalid content type: {media_type}")


def parsed(envelope: bytes) -> Element:
    """The root element. XRoadError where it is not XML, has a document type or is no envelope."""
    parser = XMLParser(target=_Builder())  # noqa: S314 because no document type is read, and so no entity
    try:
        parser.feed(envelope)
        root: Element = parser.close()
    except (ParseError, LookupError, ValueError) as error:
        raise XRoadError("invalid_soap", f"Malformed SOAP message: {error}") from error
    if root.tag != qualified("SOAP-ENV", "Envelope"):
        raise XRoadError("invalid_soap", "Malformed SOAP message: envelope missing")
    return root


class _Builder(TreeBuilder):
    """Refuses what would let a short message grow or overflow a stack."""

    def __init__(self) -> None:
        super().__init__()
        self._depth = 0

    def doctype(self, *_declared: str | None) -> None:
        raise XRoadError("invalid_soap", "A document type is not allowed")

    def start(self, tag: str, attributes: dict[str, str]) -> Element:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise XRoadError("invalid_soap", f"More than {_DEEPEST} elements are nested")
        return super().start(tag, attributes)

    def end(self, tag: str) -> Element:
        self._depth -= 1
        return super().end(tag)


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
