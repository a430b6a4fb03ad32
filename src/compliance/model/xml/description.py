"""A service described in XML: a WSDL document or an XML Schema, with the files that belong to it."""

from collections.abc import Iterator, Mapping
from enum import StrEnum

from compliance.model.dataclass import dataclass, field
from compliance.model.lazy import lazy_property
from compliance.model.location import Place
from compliance.model.text import Message
from compliance.model.xml.element import Element
from compliance.model.xml.names import EDXML, WSDL_1_1, WSDL_2_0, XML_SCHEMA

Name = tuple[str, str]
"""A namespace and what is called so in it."""


class Form(StrEnum):
    """The form of a description, as people call it."""

    WSDL_1_1 = "WSDL 1.1"
    WSDL_2_0 = "WSDL 2.0"
    XML_SCHEMA = "XML Schema"

    @property
    def namespace(self) -> str:
        return _NAMESPACES[self]

    @property
    def is_wsdl(self) -> bool:
        return self is not Form.XML_SCHEMA


_ROOTS = {
    (WSDL_1_1, "definitions"): Form.WSDL_1_1,
    (WSDL_2_0, "description"): Form.WSDL_2_0,
    (XML_SCHEMA, "schema"): Form.XML_SCHEMA,
}
_NAMESPACES = {form: namespace for (namespace, _), form in _ROOTS.items()}
_NAMED = {
    Form.WSDL_1_1: frozenset({"message", "portType", "binding", "service"}),
    Form.WSDL_2_0: frozenset({"interface", "binding", "service"}),
    Form.XML_SCHEMA: frozenset(),
}
_OF_SCHEMAS = {
    "element": "element",
    "attribute": "attribute",
    "simpleType": "type",
    "complexType": "type",
    "group": "group",
    "attributeGroup": "attributeGroup",
}


def form_of(root: object) -> Form | None:
    """Return the form of a parsed file; None if it is no description in XML."""
    return _ROOTS.get((root.namespace, root.local)) if isinstance(root, Element) else None


@dataclass(frozen=True, slots=True)
class Unread:
    """A file that belongs to a description and was not read: where it is named, and what of it is unknown.

    `namespace` is that of what it would hold, which is no message and no binding where it `is_schema`. `is_absent` says
    that no such file was delivered.
    """

    element: Element
    namespace: str
    reason: Message
    is_absent: bool = False

    @property
    def is_schema(self) -> bool:
        return self.element.namespace == XML_SCHEMA


@dataclass(frozen=True)
class ServiceDescription:
    """A description with all its files: the root of each by address, the first of which is `uri`.

    `adopted` are schemas without a namespace of their own, with those into which they are included.
    """

    uri: str
    roots: Mapping[str, Element] = field(repr=False)
    unread: tuple[Unread, ...] = ()
    adopted: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def at(self) -> Place:
        return Place(self.uri)

    @property
    def root(self) -> Element:
        return self.roots[self.uri]

    @lazy_property
    def form(self) -> Form:
        """The form of its first file."""
        return form_of(self.root) or Form.XML_SCHEMA

    @property
    def is_edxml(self) -> bool:
        """Whether it is the schema of edXML messages, by its namespace."""
        return self.root.attributes.get("targetNamespace") in EDXML

    @lazy_property
    def definitions(self) -> tuple[Element, ...]:
        """The roots that are WSDL."""
        found = ((root, form_of(root)) for root in self.roots.values())
        return tuple(root for root, form in found if form is not None and form.is_wsdl)

    @lazy_property
    def schemas(self) -> tuple[Element, ...]:
        """All XML Schemas: files of their own, and those within WSDL."""
        roots = [root for root in self.roots.values() if form_of(root) is Form.XML_SCHEMA]
        within = (types for root in self.definitions for types in root.of(root.namespace, "types"))
        return (*roots, *(schema for types in within for schema in types.of(XML_SCHEMA, "schema")))

    @lazy_property
    def components(self) -> Mapping[tuple[str, Name], Element]:
        """All that it declares for its files, by kind (`message`, `type` …) and name; of two of a name the first."""
        found: dict[tuple[str, Name], Element] = {}
        for kind, namespace, element in self.declared():
            found.setdefault((kind, (namespace, element.name)), element)
        return found

    def declared(self) -> Iterator[tuple[str, str, Element]]:
        """Yield what it declares for all its files, as kind, namespace and element."""
        for root in self.definitions:
            form = form_of(root)
            names = _NAMED[form] if form else frozenset[str]()
            for child in root.of(root.namespace, *names):
                yield child.local, target_of(root), child
        for schema in self.schemas:
            for namespace in self.namespaces_of(schema):
                for child in schema.of(XML_SCHEMA, *_OF_SCHEMAS):
                    yield _OF_SCHEMAS[child.local], namespace, child

    def namespaces_of(self, schema: Element) -> tuple[str, ...]:
        """Return the namespaces of what a schema declares: its own, or those into which it is included."""
        own = target_of(schema)
        return (own,) if own or schema.parent else self.adopted.get(schema.uri, ()) or ("",)

    def component(self, kind: str, name: Name) -> Element | None:
        """Return what has a name; None if nothing here has it."""
        return self.components.get((kind, name))

    def why_unread(self, kind: str, namespace: str) -> Unread | None:
        """Return what may hold members of a kind in a namespace and was not read; None if all was."""
        may_be_in_schema = kind in _OF_SCHEMAS.values()
        return self._unread_by_namespace.get((may_be_in_schema, namespace))

    @property
    def unread_service(self) -> Unread | None:
        """The first file that was not read and may say more of the service; None if all was read."""
        return next((each for each in self.unread if not each.is_absent and not each.is_schema), None)

    @lazy_property
    def _unread_by_namespace(self) -> Mapping[tuple[bool, str], Unread]:
        """The files that were not read, by whether members of schemas are asked for and by namespace."""
        missing = [each for each in reversed(self.unread) if not each.is_absent]
        found = {(True, each.namespace): each for each in missing}
        return {**found, **{(False, each.namespace): each for each in missing if not each.is_schema}}


def target_of(root: Element) -> str:
    """Return the namespace of what a file or a schema declares, empty if it has none."""
    return root.attributes.get("targetNamespace", "").strip()
