"""The answer to a SOAP message: the header of the request with its hash, and another body."""

import base64
import hashlib
from collections.abc import Iterable, Iterator
from typing import Final

from ndxp_mocks.hub.transport.answer import WireAnswer
from ndxp_mocks.hub.xroad.identifiers import CLIENT_PARTS, Identifier
from ndxp_mocks.hub.xroad.soap.fault import STATUS
from ndxp_mocks.hub.xroad.soap_message import NAMESPACES, SoapRequest
from ndxp_mocks.protocols.soap.envelope import MEDIA_TYPE
from ndxp_mocks.protocols.xml_text import element, quoted

_HASH: Final = "http://www.w3.org/2001/04/xmlenc#sha512"


def soap_answer(request: SoapRequest, body: str) -> WireAnswer:
    """Return the envelope with this XML in its body; the prefixes of `NAMESPACES` are known in it."""
    return WireAnswer(STATUS, (("Content-Type", MEDIA_TYPE),), envelope(request, body))


def envelope(request: SoapRequest, body: str) -> bytes:
    """Return the whole document."""
    declared = " ".join(f"xmlns:{prefix}={quoted(address)}" for prefix, address in NAMESPACES.items())
    header = "".join(_fields(request))
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><SOAP-ENV:Envelope {declared}>'
        f"<SOAP-ENV:Header>{header}</SOAP-ENV:Header><SOAP-ENV:Body>{body}</SOAP-ENV:Body></SOAP-ENV:Envelope>"
    ).encode()


def service_parts(service: Identifier, version: str | None = None) -> str:
    """Return the parts of a service, of a system or of a member, as elements."""
    *owner, code = service.parts
    last = element("id:serviceCode", code) + ("" if version is None else element("id:serviceVersion", version))
    return _parts(owner) + last


def _fields(request: SoapRequest) -> Iterator[str]:
    yield _named("client", request.client.kind, _parts(request.client.parts))
    yield _named("service", "SERVICE", service_parts(request.service, request.version))
    if request.server is not None:
        *owner, code = request.server.parts
        yield _named("securityServer", "SERVER", _parts(owner) + element("id:serverCode", code))
    if request.represented_party is not None:
        party_class, _, code = request.represented_party.rpartition("/")
        parts = (element("repr:partyClass", party_class) if party_class else "") + element("repr:partyCode", code)
        yield f"<repr:representedParty>{parts}</repr:representedParty>"
    yield element("xroad:id", request.message_id)
    if request.user_id is not None:
        yield element("xroad:userId", request.user_id)
    if request.issue is not None:
        yield element("xroad:issue", request.issue)
    digest = base64.b64encode(hashlib.sha512(request.raw).digest()).decode("ascii")
    yield f'<xroad:requestHash algorithmId="{_HASH}">{digest}</xroad:requestHash>'
    yield element("xroad:protocolVersion", request.protocol_version)


def _named(name: str, kind: str, parts: str) -> str:
    return f'<xroad:{name} id:objectType="{kind}">{parts}</xroad:{name}>'


def _parts(codes: Iterable[str]) -> str:
    return "".join(element(f"id:{name}", code) for name, code in zip(CLIENT_PARTS, codes, strict=False))
