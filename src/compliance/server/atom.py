"""A feed of entries as XML (Atom, RFC 4287)."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Final
from uuid import NAMESPACE_URL, uuid5
from xml.etree.ElementTree import Element, SubElement, tostring

from compliance.model.dataclass import dataclass
from compliance.model.language import Language
from compliance.report.sanitise import in_xml

MEDIA_TYPE: Final = "application/atom+xml"
_ATOM: Final = "http://www.w3.org/2005/Atom"
_XHTML: Final = "http://www.w3.org/1999/xhtml"
_NEVER: Final = datetime(1970, 1, 1, tzinfo=UTC)
"""When a feed without entries changed last, because one has to be told."""


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that happened at a moment in UTC. `id` is the same for ever, `address` a page that tells more."""

    id: str
    title: str
    updated: datetime
    address: str
    kinds: tuple[str, ...]
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Feed:
    """Entries, the last first. `address` is that of the feed itself, `page` that of the page it belongs to."""

    address: str
    page: str
    language: Language
    title: str
    subtitle: str
    author: str
    entries: tuple[Entry, ...]


def lasting_id(*parts: object) -> str:
    """Return an id that is the same for the same parts, wherever it is made."""
    return f"urn:uuid:{uuid5(NAMESPACE_URL, '/'.join(map(str, parts)))}"


def written(feed: Feed) -> bytes:
    """Return the feed as XML."""
    root = Element("feed", {"xmlns": _ATOM, "xml:lang": feed.language})
    _text(root, "id", lasting_id(feed.address))
    _text(root, "title", feed.title)
    _text(root, "subtitle", feed.subtitle)
    _text(root, "updated", _moment(max((entry.updated for entry in feed.entries), default=_NEVER)))
    _text(SubElement(root, "author"), "name", feed.author)
    _link(root, "self", feed.address, MEDIA_TYPE)
    _link(root, "alternate", feed.page, "text/html")
    for entry in feed.entries:
        _write(SubElement(root, "entry"), entry)
    xml: bytes = tostring(root, "utf-8")
    return b'<?xml version="1.0" encoding="utf-8"?>\n' + xml


def _write(element: Element, entry: Entry) -> None:
    _text(element, "id", entry.id)
    _text(element, "title", entry.title)
    _text(element, "updated", _moment(entry.updated))
    _link(element, "alternate", entry.address, "text/html")
    for kind in entry.kinds:
        SubElement(element, "category", {"term": kind})
    content = SubElement(SubElement(element, "content", {"type": "xhtml"}), "div", {"xmlns": _XHTML})
    _list(content, entry.lines)


def _list(element: Element, lines: Iterable[str]) -> None:
    rows = SubElement(element, "ul")
    for line in lines:
        _text(rows, "li", line)


def _link(element: Element, relation: str, address: str, kind: str) -> None:
    SubElement(element, "link", {"rel": relation, "href": address, "type": kind})


def _text(element: Element, name: str, text: str) -> None:
    SubElement(element, name).text = in_xml(text)


def _moment(value: datetime) -> str:
    return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
