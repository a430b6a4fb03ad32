"""Where a service that WSDL describes can be called: the ports of WSDL 1.1, the endpoints of WSDL 2.0."""

from collections.abc import Iterator
from typing import Final

from compliance.model.dataclass import dataclass
from compliance.model.location import Place
from compliance.model.openapi.hosts import HostKind, kind_of_name
from compliance.model.openapi.server import host_and_path
from compliance.model.pattern import late
from compliance.model.xml.description import ServiceDescription
from compliance.model.xml.element import Element
from compliance.model.xml.names import HTTP, SOAP_1_1, SOAP_1_2, WSDL_1_1
from compliance.model.xml.operation import documentation_of

_PORTS: Final = ("port", "endpoint")
_SCHEME: Final = late(r"([A-Za-z][A-Za-z0-9+.-]*):")


@dataclass(frozen=True, slots=True)
class WsdlPort:
    """A port of a service, and the element that holds its address; None if nothing does."""

    description: ServiceDescription
    element: Element
    holder: Element | None

    @property
    def at(self) -> Place:
        return (self.holder or self.element).at

    @property
    def name(self) -> str:
        return self.element.name

    @property
    def address(self) -> str:
        """The address as it is written, empty if none is."""
        if self.holder is None:
            return ""
        return self.holder.attributes.get("address" if self.holder is self.element else "location", "").strip()

    @property
    def scheme(self) -> str:
        """The scheme of the address, in small letters; empty if the address does not say."""
        begun = _SCHEME.match(self.address)
        return begun[1].lower() if begun else ""

    @property
    def host(self) -> str:
        """Its host without user and port, empty if it names none."""
        authority = host_and_path(self.address)[0].rpartition("@")[2]
        if authority.startswith("["):
            return authority.partition("]")[0].removeprefix("[")
        return authority.partition(":")[0].rstrip(".")

    @property
    def host_kind(self) -> HostKind:
        return kind_of_name(self.host.lower())

    def documentation(self) -> str:
        """Return the words beside it and beside its service."""
        service = self.element.parent or self.element
        return f"{documentation_of(self.element)} {documentation_of(service)}"


def ports_of(description: ServiceDescription) -> Iterator[WsdlPort]:
    """Yield the ports of one description, in the order of its files."""
    for root in description.definitions:
        for service in root.of(root.namespace, "service"):
            for element in service.of(root.namespace, *_PORTS):
                yield WsdlPort(description, element, _holder(element))


def _holder(element: Element) -> Element | None:
    if element.namespace != WSDL_1_1:
        return element if "address" in element.attributes else None
    held = (each for each in element.children if each.namespace in {SOAP_1_1, SOAP_1_2, HTTP})
    return next((each for each in held if each.local == "address"), None)
