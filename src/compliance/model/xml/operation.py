"""The operations of a description: those of the port types of WSDL 1.1 and of the interfaces of WSDL 2.0."""

from collections.abc import Iterator
from typing import Final

from compliance.model.dataclass import dataclass
from compliance.model.location import Place
from compliance.model.xml.description import ServiceDescription
from compliance.model.xml.element import Element
from compliance.model.xml.names import WSDL_1_1, WSDL_2_0

_HOLDERS: Final = {WSDL_1_1: "portType", WSDL_2_0: "interface"}


@dataclass(frozen=True, slots=True)
class WsdlOperation:
    """An operation of a service that WSDL describes."""

    description: ServiceDescription
    element: Element

    @property
    def at(self) -> Place:
        return self.element.at

    @property
    def name(self) -> str:
        return self.element.name

    @property
    def holder(self) -> Element:
        """The port type or interface in which it stands."""
        return self.element.parent or self.element

    def messages(self, *kinds: str) -> tuple[Element, ...]:
        """Return what it takes (`input`) or gives (`output`), as it names them."""
        return tuple(self.element.of(self.element.namespace, *kinds))

    def documentation(self) -> str:
        """Return the words that stand beside it."""
        return documentation_of(self.element)


def documentation_of(element: Element) -> str:
    """Return the words in the documentation of an element of WSDL, with those in its markup."""
    found = (each for child in element.of(element.namespace, "documentation") for each in child.descendants())
    return " ".join(text for each in found if (text := each.text))


def operations_of(description: ServiceDescription) -> Iterator[WsdlOperation]:
    """Yield the operations of one description, in the order of its files."""
    for root in description.definitions:
        for holder in root.of(root.namespace, _HOLDERS[root.namespace]):
            for element in holder.of(root.namespace, "operation"):
                yield WsdlOperation(description, element)
