"""Bytes of an XML file to a tree of elements. No entity is expanded, no document type read, nothing is fetched.

The parser of the standard library tells line and column of each element, and stops at the first sign of a document
type that could grow without end or lead elsewhere.
"""

import re
from collections.abc import Mapping
from typing import Final
from xml.parsers import expat

from compliance.loading.errors import Refused
from compliance.loading.limits import Limits
from compliance.loading.syntax.parsed import Parsed, unreadable
from compliance.model.dataclass import replace
from compliance.model.location import Location
from compliance.model.source import Defect, SourceText
from compliance.model.text import Message
from compliance.model.xml.element import Element, XmlLayout

_BEGINNING: Final = re.compile(rb"\s*<(\?xml[\s?]|!DOCTYPE|!--|[A-Za-z_][\w.:-]*[\s/>])", re.IGNORECASE)
_WIDE: Final = ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"), (b"<\0", "utf-16-le"), (b"\0<", "utf-16-be"))
_SEPARATOR: Final = " "
_NOTHING: Final[Mapping[str, str]] = {}
_MOST_BEFORE: Final = 4096
_PROBLEMS: Final = {
    2: Message.of("not XML: this is no element, attribute or text"),
    3: Message.of("not XML: the text ends before its elements do"),
    4: Message.of("not XML: a character stands here that is not allowed"),
    5: Message.of("not XML: the text ends within a tag or comment"),
    7: Message.of("not XML: an end tag stands here that closes no element"),
    8: Message.of("not XML: an attribute is given twice"),
    9: Message.of("not XML: something follows the end of the document"),
    11: Message.of("not XML: an entity is used that nobody declares"),
    18: Message.of("not XML: the encoding that it names is not known"),
    19: Message.of("not XML: the text is not in the encoding that it names"),
    20: Message.of("not XML: the text ends within a CDATA section"),
    27: Message.of("not XML: a prefix is used that nobody declares"),
}
_OTHERWISE: Final = Message.of("not XML: the text is not well-formed here")


def looks_like_xml(content: bytes) -> bool:
    """Return whether a text begins as XML does; YAML and JSON begin with no tag, declaration or comment of XML."""
    start = content[:_MOST_BEFORE]
    for mark, encoding in _WIDE:
        if start.startswith(mark):
            start = start.decode(encoding, errors="replace").lstrip("\ufeff").encode()
            break
    return _BEGINNING.match(start.removeprefix(b"\xef\xbb\xbf")) is not None


def parse_xml(uri: str, content: bytes, limits: Limits) -> Parsed:
    """Read one file; a fault of syntax is a defect of its source. Raises `Refused` for what may not be read."""
    builder = _Builder(uri, limits)
    try:
        builder.parser.Parse(content, True)
    except expat.ExpatError as error:
        message = _PROBLEMS.get(error.code, _OTHERWISE)
        return _marked(unreadable(uri, content, Defect(message, error.lineno, error.offset + 1)))
    except (LookupError, ValueError):  # because a codec that is named may be none of texts
        return _marked(unreadable(uri, content, Defect(_PROBLEMS[18], 1, 1)))
    if builder.root is None:
        return _marked(unreadable(uri, content, Defect(_PROBLEMS[3], 1, 1)))
    return Parsed(SourceText(uri, content, layout=XmlLayout(builder.root), is_xml=True), builder.root)


def _marked(parsed: Parsed) -> Parsed:
    return replace(parsed, source=replace(parsed.source, is_xml=True))


class _Builder:
    def __init__(self, uri: str, limits: Limits) -> None:
        self.uri = uri
        self.limits = limits
        self.root: Element | None = None
        self.parser = parser = expat.ParserCreate(namespace_separator=_SEPARATOR)
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = self._doctype
        parser.StartNamespaceDeclHandler = self._prefix
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters
        self._open: list[Element] = []
        self._texts: list[list[str]] = []
        self._siblings: list[dict[tuple[str, str], int]] = []
        self._prefixes: dict[str, str] = {}
        self._count = 0

    def _here(self) -> Location:
        return Location(self.uri, "", self.parser.CurrentLineNumber, self.parser.CurrentColumnNumber + 1)

    def _doctype(self, name: str, system: str | None, public: str | None, has_subset: int) -> None:
        if name.lower() == "html":
            raise Refused(self._here(), Message.of("this is a web page for people; a description is expected"))
        if has_subset:
            template = "it declares a document type (DTD) with entities or defaults of its own; none of them is read"
            raise Refused(self._here(), Message.of(template))
        if system or public:
            template = "it asks for a document type (DTD) at {address}; nothing is fetched for it"
            raise Refused(self._here(), Message.of(template, address=(system or public or "")[:200]))

    def _prefix(self, prefix: str | None, namespace: str | None) -> None:
        self._prefixes[prefix or ""] = namespace or ""

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._count += 1
        if len(self._open) >= self.limits.depth:
            raise Refused(self._here(), Message.of("nested more than {limit} levels deep", limit=self.limits.depth))
        if self._count > self.limits.elements:
            raise Refused(self._here(), Message.of("more than {limit} elements", limit=self.limits.elements))
        namespace, _, local = name.rpartition(_SEPARATOR)
        parent = self._open[-1] if self._open else None
        element = Element(
            self.uri,
            namespace,
            local,
            {_attribute(key): value for key, value in attributes.items()} if attributes else _NOTHING,
            parent=parent,
            prefixes=self._prefixes,
            line=self.parser.CurrentLineNumber,
            column=self.parser.CurrentColumnNumber + 1,
        )
        if self._prefixes:
            self._prefixes = {}
        if parent is None:
            self.root = element
        else:
            alike, key = self._siblings[-1], (local, element.name)
            element.ordinal = alike[key] = alike.get(key, 0) + 1
            parent.children.append(element)
        self._open.append(element)
        self._texts.append([])
        self._siblings.append({})

    def _end(self, _name: str) -> None:
        self._siblings.pop()
        self._open.pop().text = "".join(self._texts.pop()).strip()

    def _characters(self, text: str) -> None:
        self._texts[-1].append(text)


def _attribute(name: str) -> str:
    namespace, _, local = name.rpartition(_SEPARATOR)
    return f"{{{namespace}}}{local}" if namespace else local
