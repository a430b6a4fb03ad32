"""A description in XML with the files that it imports and includes, none of which is fetched unless that is allowed."""

from collections import deque
from collections.abc import Iterator, Mapping
from typing import Final

from compliance.loading.errors import LoadError, NotUnderstood, Refused
from compliance.loading.limits import Limits
from compliance.loading.reader import Reader
from compliance.loading.syntax.parse import parse
from compliance.loading.syntax.parsed import Parsed
from compliance.model.dataclass import dataclass
from compliance.model.family import OF_DOCUMENTS, OF_OPENAPI
from compliance.model.gap import Gap
from compliance.model.location import Location, Place
from compliance.model.openapi.addresses import is_uri, joined
from compliance.model.source import SourceText
from compliance.model.text import Message
from compliance.model.xml.description import ServiceDescription, Unread, form_of, target_of
from compliance.model.xml.element import Element
from compliance.model.xml.names import KNOWN, WSDL_1_1, WSDL_2_0, XML_SCHEMA

WHOLE: Final = frozenset({"ServiceDescription"})
PARTS: Final = frozenset({"ServiceDescription", "WsdlOperation", "WsdlPort"})
_LINKS: Final = {
    (WSDL_1_1, "import"): "location",
    (WSDL_2_0, "import"): "location",
    (WSDL_2_0, "include"): "location",
    (XML_SCHEMA, "import"): "schemaLocation",
    (XML_SCHEMA, "include"): "schemaLocation",
    (XML_SCHEMA, "redefine"): "schemaLocation",
    (XML_SCHEMA, "override"): "schemaLocation",
}


@dataclass(frozen=True, slots=True)
class Link:
    """An element that names another file: its address as written, and the namespace of what that declares."""

    element: Element
    written: str
    namespace: str

    @property
    def is_of_schema(self) -> bool:
        """Whether it asks for a schema, not for more of the service."""
        return self.element.namespace == XML_SCHEMA

    @property
    def adopts(self) -> bool:
        """Whether the file takes the namespace of the one that names it, if it has none."""
        return self.is_of_schema and self.element.local != "import"


class DescriptionLoading:
    """Load a description, its first file being parsed already."""

    def __init__(self, reader: Reader, remote: Reader, limits: Limits) -> None:
        self.sources: list[SourceText] = []
        self.gaps: list[Gap] = []
        self._reader = reader
        self._remote = remote
        self._limits = limits
        self._roots: dict[str, Element] = {}
        self._left = limits.elements
        self._unread: list[Unread] = []
        self._refused: dict[str, LoadError] = {}
        self._adoptions: dict[str, dict[tuple[str, str], None]] = {}
        self._told: set[str] = set()

    def load(self, parsed: Parsed) -> ServiceDescription | None:
        """Return the description; None, with a gap that says why, if there is nothing of it."""
        uri = parsed.source.uri
        self.sources.append(parsed.source)
        if not parsed.is_readable:
            message = Message.of("the file could not be parsed, so nothing in it was looked at")
            self.gaps.append(Gap(PARTS | OF_OPENAPI, Place(uri), message))
            return None
        if form_of(parsed.tree) is None:
            self.gaps.append(Gap(OF_DOCUMENTS, Place(uri), what_it_is_not(parsed.tree)))
            return None
        self._keep(uri, parsed.tree)
        waiting = deque(_links(parsed.tree))
        while waiting:
            waiting.extend(self._follow(waiting.popleft()))
        return ServiceDescription(uri, self._roots, tuple(self._unread), self._adopted())

    def _keep(self, uri: str, root: Element) -> None:
        self._roots[uri] = root
        self._left -= sum(1 for _ in root.descendants())

    def _follow(self, link: Link) -> Iterator[Link]:
        """Yield the links of a file that had not been read yet; what keeps it away is a gap."""
        if link.namespace in KNOWN and not link.adopts:
            return
        target = joined(link.element.uri, link.written)
        if target is None or (target not in self._roots and target not in self._refused):
            try:
                root = self._read(target, link)
            except LoadError as error:
                self._refused[target or link.written] = error
            else:
                self._keep(root.uri, root)
                yield from _links(root)
        if (refusal := self._refused.get(target or link.written)) is not None:
            self._miss(link, refusal, target)
        elif link.adopts and target is not None and not target_of(self._roots[target]):
            self._adoptions.setdefault(target, {})[link.element.uri, link.namespace] = None

    def _adopted(self) -> Mapping[str, tuple[str, ...]]:
        """Return the namespaces that files without one take, also through others that have none."""
        found: dict[str, tuple[str, ...]] = {}
        for target in self._adoptions:
            reached, waiting, namespaces = {target}, [target], dict[str, None]()
            while waiting:
                for above, namespace in self._adoptions.get(waiting.pop(), {}):
                    if namespace:
                        namespaces[namespace] = None
                    elif above not in reached:
                        reached.add(above)
                        waiting.append(above)
            found[target] = tuple(namespaces)
        return found

    def _read(self, target: str | None, link: Link) -> Element:
        if target is None:
            raise NotUnderstood(Location(link.element.uri), Message.of("{file} is no address", file=link.written[:200]))
        if len(self._roots) + len(self._refused) >= self._limits.files:
            message = Message.of("more than {limit} files are referred to", limit=self._limits.files)
            raise Refused(Location(target), message)
        content = (self._remote if is_uri(target) else self._reader).read(target)
        parsed = parse(target, content, self._limits)
        if not parsed.is_readable or not isinstance(parsed.tree, Element):
            self.sources.extend([parsed.source] if parsed.source.is_xml else [])
            raise Refused(Location(target), Message.of("refers to {file}, which could not be parsed", file=target))
        if form_of(parsed.tree) is None:
            raise Refused(Location(target), what_it_is_not(parsed.tree))
        if self._left < sum(1 for _ in parsed.tree.descendants()):
            raise Refused(Location(target), Message.of("more than {limit} elements", limit=self._limits.elements))
        self.sources.append(parsed.source)
        return parsed.tree

    def _miss(self, link: Link, error: LoadError, target: str | None) -> None:
        """Note what is not known; why is told once, where the first of all elements names the file."""
        _, message = error.faults[0]
        is_absent = isinstance(error, NotUnderstood) and not (target is not None and is_uri(target))
        self._unread.append(Unread(link.element, link.namespace, message, is_absent))
        if not is_absent and str(message) not in self._told:
            self._told.add(str(message))
            hides = WHOLE if link.is_of_schema else PARTS
            self.gaps.append(Gap(hides, link.element.at, message, remedy=error.remedy))


def what_it_is_not(root: Element) -> Message:
    """Say what stands at the top of an XML file that is no description, and what is expected there."""
    if root.local.lower() == "html":
        return Message.of("this is a web page for people; a description is expected")
    template = (
        "at the top stands the element {found}; a description has `definitions` (WSDL 1.1), `description` (WSDL 2.0) "
        "or `schema` (XML Schema) there, each in its namespace"
    )
    return Message.of(template, found=root.local[:100])


def _links(root: Element) -> Iterator[Link]:
    for element in root.descendants():
        attribute = _LINKS.get((element.namespace, element.local))
        written = element.attributes.get(attribute, "").strip() if attribute else ""
        if written:
            own = element.local == "import"
            above = element.parent or element
            yield Link(element, written, element.attributes.get("namespace", "") if own else target_of(above))
