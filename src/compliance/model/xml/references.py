"""The names in a description that mean something declared elsewhere in it."""

from collections.abc import Iterator, Mapping
from typing import Final

from compliance.model.dataclass import dataclass
from compliance.model.xml.description import Name, ServiceDescription, Unread
from compliance.model.xml.element import Element
from compliance.model.xml.names import BUILT_IN, KNOWN, SOAP_1_1, SOAP_1_2, WSDL_1_1, WSDL_2_0, XML_SCHEMA

_Table = Mapping[tuple[str, str], str]
_OF_WSDL_1_1: Final[_Table] = {
    ("part", "element"): "element",
    ("part", "type"): "type",
    ("input", "message"): "message",
    ("output", "message"): "message",
    ("fault", "message"): "message",
    ("binding", "type"): "portType",
    ("port", "binding"): "binding",
}
_OF_WSDL_2_0: Final[_Table] = {
    ("input", "element"): "element",
    ("output", "element"): "element",
    ("fault", "element"): "element",
    ("interface", "extends"): "interface",
    ("binding", "interface"): "interface",
    ("service", "interface"): "interface",
    ("endpoint", "binding"): "binding",
}
_OF_SOAP: Final[_Table] = {("header", "message"): "message", ("headerfault", "message"): "message"}
_OF_SCHEMA: Final[_Table] = {
    ("element", "ref"): "element",
    ("element", "type"): "type",
    ("element", "substitutionGroup"): "element",
    ("attribute", "ref"): "attribute",
    ("attribute", "type"): "type",
    ("group", "ref"): "group",
    ("attributeGroup", "ref"): "attributeGroup",
    ("extension", "base"): "type",
    ("restriction", "base"): "type",
    ("list", "itemType"): "type",
    ("union", "memberTypes"): "type",
    ("alternative", "type"): "type",
}
_TABLES: Final[Mapping[str, _Table]] = {
    WSDL_1_1: _OF_WSDL_1_1,
    WSDL_2_0: _OF_WSDL_2_0,
    SOAP_1_1: _OF_SOAP,
    SOAP_1_2: _OF_SOAP,
    XML_SCHEMA: _OF_SCHEMA,
}
_LISTS: Final = frozenset({"memberTypes", "extends", "substitutionGroup"})
_NO_MESSAGE: Final = frozenset({"#any", "#none", "#other"})


@dataclass(frozen=True, slots=True)
class Reference:
    """A name in an attribute, the kind of what it means, and what is found under it.

    `name` is None if its prefix is declared nowhere. `unread` is what may hold the target and was not read.
    """

    element: Element
    attribute: str
    written: str
    kind: str
    name: Name | None
    target: Element | None
    is_known: bool = False
    unread: Unread | None = None

    @property
    def is_dangling(self) -> bool:
        """Whether nothing of that name is here, nor can be where nobody looked."""
        return self.target is None and not self.is_known and self.unread is None


def references(description: ServiceDescription) -> Iterator[Reference]:
    """Yield every name that means something declared in the description, in the order of its files."""
    for root in description.roots.values():
        for element in root.descendants():
            table = _TABLES.get(element.namespace)
            if table is not None:
                yield from _of_element(description, element, table)


def meant(description: ServiceDescription, element: Element, attribute: str) -> Reference | None:
    """Return what an attribute of an element names; None if it is absent or names nothing of the description."""
    table = _TABLES.get(element.namespace, {})
    return next((each for each in _of_element(description, element, table) if each.attribute == attribute), None)


def _of_element(description: ServiceDescription, element: Element, table: _Table) -> Iterator[Reference]:
    for attribute, value in element.attributes.items():
        kind = table.get((element.local, attribute))
        if kind is None:
            continue
        for written in value.split() if attribute in _LISTS else (value.strip(),):
            if written and written not in _NO_MESSAGE:
                yield _found(description, element, attribute, written, kind)


def _found(description: ServiceDescription, element: Element, attribute: str, written: str, kind: str) -> Reference:
    names = _names(description, element, written)
    if not names:
        return Reference(element, attribute, written, kind, None, None)
    for name in names:
        target = description.component(kind, name)
        if target is not None:
            return Reference(element, attribute, written, kind, name, target)
    name = names[0]
    unread = next((why for each in names if (why := description.why_unread(kind, each[0]))), None)
    return Reference(element, attribute, written, kind, name, None, is_built_in(name), unread)


def is_built_in(name: Name) -> bool:
    """Return whether every reader of descriptions knows a name without reading it anywhere."""
    namespace, local = name
    return namespace in KNOWN or (namespace == XML_SCHEMA and local in BUILT_IN)


def _names(description: ServiceDescription, element: Element, written: str) -> tuple[Name, ...]:
    """Return what a qualified name may mean: one name, and in a schema that others adopt one for each of these."""
    prefix, _, local = written.rpartition(":")
    namespace = element.resolve(prefix)
    if namespace is None and prefix:
        return () if prefix != "xml" else (("http://www.w3.org/XML/1998/namespace", local),)
    if not namespace and element.namespace == XML_SCHEMA:
        return tuple((each, local) for each in description.namespaces_of(_schema_of(element)))
    return ((namespace or "", local),)


def _schema_of(element: Element) -> Element:
    here = element
    while here.parent is not None and (here.namespace, here.local) != (XML_SCHEMA, "schema"):
        here = here.parent
    return here
