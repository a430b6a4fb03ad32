"""What an operation takes and gives, as far as its messages and their types say."""

from collections.abc import Iterator

from compliance.model.dataclass import dataclass
from compliance.model.xml.description import ServiceDescription, Unread
from compliance.model.xml.element import Element
from compliance.model.xml.names import WSDL_1_1, XML_SCHEMA
from compliance.model.xml.operation import WsdlOperation
from compliance.model.xml.references import Reference, meant

_ANYTHING = (XML_SCHEMA, "anyType")
_OF_ELEMENTS = ("simpleType", "complexType")


@dataclass(frozen=True, slots=True)
class Undescribed:
    """A part of a message of which nothing says what it holds; `unread` is what may say it and was not read."""

    element: Element
    unread: Unread | None = None


def undescribed(operation: WsdlOperation, kind: str) -> Iterator[Undescribed]:
    """Yield what in the messages of an operation (`input`, `output`) may hold anything, or cannot be told."""
    for message in operation.messages(kind):
        if message.namespace != WSDL_1_1:
            if message.attributes.get("element", "#any").strip() in {"#any", "#other"}:
                yield Undescribed(message)
            else:
                yield from _through(operation.description, message, "element")
            continue
        named = meant(operation.description, message, "message")
        if named is None or named.target is None:
            yield from _unread(named, message)
            continue
        for part in named.target.of(WSDL_1_1, "part"):
            yield from _in_part(operation.description, part)


def _in_part(description: ServiceDescription, part: Element) -> Iterator[Undescribed]:
    if "element" in part.attributes:
        yield from _through(description, part, "element")
    elif "type" in part.attributes:
        named = meant(description, part, "type")
        if named is not None and named.name == _ANYTHING:
            yield Undescribed(part)
        else:
            yield from _unread(named, part)


def _through(description: ServiceDescription, holder: Element, attribute: str) -> Iterator[Undescribed]:
    named = meant(description, holder, attribute)
    if named is None or named.target is None:
        yield from _unread(named, holder)
    elif _may_hold_anything(description, named.target):
        yield Undescribed(named.target)


def _unread(named: Reference | None, holder: Element) -> Iterator[Undescribed]:
    """Yield what cannot be told because a file was not read; what dangles is told by another rule."""
    if named is not None and named.unread is not None:
        yield Undescribed(holder, named.unread)


def _may_hold_anything(description: ServiceDescription, element: Element) -> bool:
    if any(True for _ in element.of(XML_SCHEMA, *_OF_ELEMENTS)) or "substitutionGroup" in element.attributes:
        return False
    named = meant(description, element, "type")
    return named is None or named.name == _ANYTHING
