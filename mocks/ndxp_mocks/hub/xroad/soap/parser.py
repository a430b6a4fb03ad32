"""From an envelope to who asks what of whom. A message that cannot be read is the fault of the client."""

from collections import Counter
from collections.abc import Mapping
from typing import Final
from xml.etree.ElementTree import Element

from ndxp_mocks.hub.xroad.errors import XRoadError
from ndxp_mocks.hub.xroad.identifiers import Identifier, InvalidIdentifier, client, server, service
from ndxp_mocks.hub.xroad.incoming import IncomingCall
from ndxp_mocks.hub.xroad.soap.envelope import envelope_of, parse_xml
from ndxp_mocks.hub.xroad.soap_message import SoapRequest, qualified, text_of

_MEMBER: Final = ("xRoadInstance", "memberClass", "memberCode")
_KINDS: Final[Mapping[str, tuple[str, ...]]] = {
    "client": ("MEMBER", "SUBSYSTEM"),
    "service": ("SERVICE",),
    "securityServer": ("SERVER",),
}
_TWICE_AT_MOST: Final = ("client", "service", "securityServer", "id", "userId", "issue", "protocolVersion")


def read_soap(incoming: IncomingCall) -> SoapRequest:
    """Read the message. Raises XRoadError without a prefix for the first flaw in X-Road's order."""
    if incoming.method != "POST":
        raise XRoadError("invalid_http_method", f"Must use POST request method instead of {incoming.method}")
    raw = envelope_of(incoming)
    root = parse_xml(raw)
    header = root.find(qualified("SOAP-ENV", "Header"))
    if header is None:
        raise XRoadError("missing_header", "Malformed SOAP message: header missing")
    try:
        return _read(header, root, raw)
    except InvalidIdentifier as error:
        raise XRoadError("internal_error", str(error)) from error


def client_in(element: Element) -> Identifier:
    """Return the member or system that the parts in this element name. Raises InvalidIdentifier for a blank part."""
    subsystem = text_of(element, "id", "subsystemCode")
    return client((*_parts(element, _MEMBER), *(() if subsystem is None else (subsystem,))))


def _read(header: Element, root: Element, raw: bytes) -> SoapRequest:
    named = _named(header)
    for name in ("protocolVersion", "client", "id"):
        if name not in named:
            raise XRoadError("missing_header_field", f"Required field '{name}' is missing")
    if "service" not in named:
        raise XRoadError("missing_header_field", "Message header must contain service id")
    target = _service(named["service"])
    targeted = named.get("securityServer")
    return SoapRequest(
        client=client_in(named["client"]),
        service=target,
        version=text_of(named["service"], "id", "serviceVersion"),
        server=None if targeted is None else server(_parts(targeted, (*_MEMBER, "serverCode"))),
        message_id=named["id"].text or "",
        user_id=_text(named, "userId"),
        issue=_text(named, "issue"),
        represented_party=_represented(header),
        protocol_version=_version(named["protocolVersion"].text or ""),
        body=_body(root, target.parts[-1]),
        raw=raw,
    )


def _named(header: Element) -> dict[str, Element]:
    """Return the fields of the header by their local names.

    Raises XRoadError for one that comes twice or names the wrong kind.
    """
    fields = {qualified("xroad", name): name for name in _TWICE_AT_MOST}
    for tag, count in Counter(child.tag for child in header if child.tag in fields).items():
        if count > 1:
            raise XRoadError("duplicate_header_field", f"SOAP header contains duplicate field '{tag}'")
    found = {fields[child.tag]: child for child in header if child.tag in fields}
    for name, kinds in _KINDS.items():
        if name in found:
            _verify_kind(found[name], kinds)
    return found


def _verify_kind(element: Element, kinds: tuple[str, ...]) -> None:
    kind = element.get(qualified("id", "objectType"))
    if kind is None:
        raise XRoadError("invalid_xml", "Missing objectType attribute")
    if kind not in kinds:
        raise XRoadError("invalid_xml", f"Unexpected objectType: {kind}")


def _service(element: Element) -> Identifier:
    subsystem = text_of(element, "id", "subsystemCode")
    code = text_of(element, "id", "serviceCode") or ""
    return service((*_parts(element, _MEMBER), *(() if subsystem is None else (subsystem,)), code))


def _parts(element: Element, names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(text_of(element, "id", name) or "" for name in names)


def _text(named: Mapping[str, Element], name: str) -> str | None:
    return named[name].text or "" if name in named else None


def _represented(header: Element) -> str | None:
    party = header.find(qualified("repr", "representedParty"))
    if party is None:
        return None
    parts = (text_of(party, "repr", "partyClass"), text_of(party, "repr", "partyCode"))
    return "/".join(part for part in parts if part)


def _version(text: str) -> str:
    if not text.startswith("4."):
        raise XRoadError("invalid_protocol_version", f"Protocol version 4.0 is expected, found '{text}'")
    return text


def _body(root: Element, service_code: str) -> Element:
    body = root.find(qualified("SOAP-ENV", "Body"))
    if body is None:
        raise XRoadError("missing_body", "Malformed SOAP message: body missing")
    if len(body) != 1:
        raise XRoadError("invalid_body", "Malformed SOAP message: body must have exactly one child element")
    name = body[0].tag.rpartition("}")[2]
    if not name.startswith(service_code):
        text = "Malformed SOAP message: service code does not match in header and body"
        raise XRoadError("inconsistent_headers", text)
    return body[0]
