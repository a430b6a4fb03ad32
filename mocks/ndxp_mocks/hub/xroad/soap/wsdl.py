"""getWsdl: the description of one SOAP service as an attachment, which says nothing of where the service listens."""

import re
from typing import Final

from ndxp_mocks.hub.transport.answer import WireAnswer
from ndxp_mocks.hub.xroad.errors import XRoadError
from ndxp_mocks.hub.xroad.exchange import Exchange
from ndxp_mocks.hub.xroad.identifiers import Identifier
from ndxp_mocks.hub.xroad.registry import service_of
from ndxp_mocks.hub.xroad.soap.access import message_of
from ndxp_mocks.hub.xroad.soap.answer import envelope
from ndxp_mocks.hub.xroad.soap.multipart import with_attachment
from ndxp_mocks.hub.xroad.soap.service_registry import soap_service
from ndxp_mocks.hub.xroad.soap_message import text_of
from ndxp_mocks.protocols.xml_text import element

ENDPOINT: Final = "http://example.org/xroad-endpoint"
_ADDRESS: Final = re.compile(r'(<(?:\w+:)?address\b[^>]*\blocation=)(?:"[^"]*"|\'[^\']*\')')


async def get_wsdl(exchange: Exchange) -> WireAnswer:
    """Return the answer and the description, in two parts."""
    request = message_of(exchange)
    code, version = (text_of(request.body, "xroad", name) for name in ("serviceCode", "serviceVersion"))
    if not (code or "").strip():
        raise XRoadError("invalid_request", "Missing serviceCode in message body")
    asked = Identifier("SERVICE", (*exchange.target.owner.parts, str(code)))
    description = _ADDRESS.sub(rf'\1"{ENDPOINT}"', _description(exchange, asked, version))
    headers = (
        ("content-transfer-encoding", "binary"),
        ("content-id", f"<wsdl={exchange.world.new_id()}@x-road.eu>"),
    )
    boundary = exchange.world.new_id().replace("-", "")
    answer = envelope(request, _body(str(code), version))
    return with_attachment(answer, "text/xml", headers, description.encode("utf-8"), boundary)


def _description(exchange: Exchange, asked: Identifier, version: str | None) -> str:
    row = soap_service(exchange.world, asked, version)
    if row is not None:
        return str(row["wsdl"])
    if version is None and service_of(exchange.world, asked) is not None:
        raise XRoadError("service_type", "Service is a REST service and does not have a WSDL")
    named = asked if version is None else f"{asked}/{version}"
    raise XRoadError("unknown_service", f"Could not find wsdl URL for service {named}")


def _body(code: str, version: str | None) -> str:
    versioned = "" if version is None else element("xroad:serviceVersion", version)
    return f"<xroad:getWsdlResponse>{element('xroad:serviceCode', code)}{versioned}</xroad:getWsdlResponse>"
