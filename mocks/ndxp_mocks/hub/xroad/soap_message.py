"""A message of the X-Road message protocol for SOAP (version 4): what its header says, and its body."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from xml.etree.ElementTree import Element

from ndxp_mocks.hub.xroad.identifiers import Identifier

NAMESPACES: Final[Mapping[str, str]] = {
    "SOAP-ENV": "http://schemas.xmlsoap.org/soap/envelope/",
    "xroad": "http://x-road.eu/xsd/xroad.xsd",
    "id": "http://x-road.eu/xsd/identifiers",
    "repr": "http://x-road.eu/xsd/representation.xsd",
    "om": "http://x-road.eu/xsd/op-monitoring.xsd",
    "m": "http://x-road.eu/xsd/monitoring",
}


@dataclass(frozen=True, slots=True)
class SoapRequest:
    """`body` is the one element in the body of the envelope, `raw` the whole envelope as it came."""

    client: Identifier
    service: Identifier
    version: str | None
    server: Identifier | None
    message_id: str
    user_id: str | None
    issue: str | None
    represented_party: str | None
    protocol_version: str
    body: Element
    raw: bytes

    @property
    def target(self) -> str:
        """The service with its version, as messages name it."""
        return str(self.service) if self.version is None else f"{self.service}/{self.version}"


def qualified(prefix: str, name: str) -> str:
    """Return the name of an element as ElementTree has it."""
    return f"{{{NAMESPACES[prefix]}}}{name}"


def text_of(parent: Element, prefix: str, name: str) -> str | None:
    """Return the text of this child, None if there is none."""
    found = parent.find(qualified(prefix, name))
    return None if found is None else found.text or ""
