"""XML that somebody sent, read without a document type, and so without entities."""

from typing import Final
from xml.etree.ElementTree import Element, ParseError, TreeBuilder, XMLParser

ENVELOPE: Final = "http://schemas.xmlsoap.org/soap/envelope/"
_DEEPEST: Final = 200


class NotRead(ValueError):
    """The text is no XML, or not the message that was expected. The sentence is English."""


class NotAllowed(NotRead):
    """It has what nobody reads from strangers."""


def root_of(content: bytes) -> Element:
    """Return the root element.

    NotRead for what is no XML, has a document type or is nested deeper than any message needs.
    """
    parser = XMLParser(target=_Builder())  # noqa: S314 because no document type is read, and so no entity
    try:
        parser.feed(content)
        root: Element = parser.close()
    except NotRead:
        raise
    except (ParseError, LookupError, ValueError) as error:
        raise NotRead(str(error)) from error
    return root


def body_of(root: Element) -> Element:
    """Return the one element in the body of an envelope of SOAP 1.1. NotRead where there is none, or more than one."""
    body = root.find(f"{{{ENVELOPE}}}Body") if root.tag == f"{{{ENVELOPE}}}Envelope" else None
    if body is None or len(body) != 1:
        raise NotRead("an envelope of SOAP 1.1 with one element in its body is expected")
    return body[0]


class _Builder(TreeBuilder):
    """Refuses what would let a short message grow or overflow a stack."""

    def __init__(self) -> None:
        super().__init__()
        self._depth = 0

    def doctype(self, *_declared: str | None) -> None:
        raise NotAllowed("A document type is not allowed")

    def start(self, tag: str, attributes: dict[str, str]) -> Element:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise NotAllowed(f"More than {_DEEPEST} elements are nested")
        return super().start(tag, attributes)

    def end(self, tag: str) -> Element:
        self._depth -= 1
        return super().end(tag)
