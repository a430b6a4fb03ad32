"""Bodies of errors, read without trust: limited in size, no entities, nothing raised."""

import json
import re
from typing import TYPE_CHECKING, Any, Final

from ndxp_sdk._http.response import Response

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

LARGEST: Final = 262_144
_DECLARED: Final = re.compile(r"(?i)<!(?:DOCTYPE|ENTITY|ELEMENT|ATTLIST|NOTATION)|<\?xml-stylesheet")
_BOMS: Final = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


def media_type_of(answer: Response) -> str:
    """Return the media type without parameters, in lower case; empty if there is none."""
    return (answer.headers.get("Content-Type") or "").partition(";")[0].strip().lower()


def json_tree(content: bytes) -> Any:
    """Parse JSON. None if it is nested too deeply or is no JSON."""
    try:
        return json.loads(content)
    except (ValueError, RecursionError):
        return None


def json_object(content: bytes) -> dict[str, Any] | None:
    """Parse the body of an error as a JSON object. None if it is too large, nested too deeply or anything else."""
    tree = json_tree(content) if len(content) <= LARGEST else None
    return tree if isinstance(tree, dict) else None


def text_of(content: bytes, longest: int = LARGEST) -> str:
    """Return the beginning of a body as text, whatever it is."""
    start = content[:longest]
    codec = next((name for mark, name in _BOMS if start.startswith(mark)), "utf-8")
    return start.decode(codec, errors="replace")


def xml_root(content: bytes, largest: int = LARGEST) -> "Element | None":
    """Parse XML and return its root. None if it declares a document type or entities, or cannot be read."""
    if len(content) > largest or not content.strip():
        return None
    text = text_of(content, largest)
    if _DECLARED.search(text) or "<" not in text[:64]:
        return None
    from xml.etree import ElementTree as ET  # noqa: PLC0415 - most answers are not XML

    try:
        # because no declaration of a type or an entity is left, nothing can grow or be fetched
        return ET.fromstring(re.sub(r"^\s*<\?xml[^>]*\?>", "", text.lstrip("\ufeff")))  # noqa: S314 - see above
    except (ET.ParseError, ValueError, RecursionError):
        return None


def local_name(element: "Element") -> str:
    """Return the name without its namespace; empty for comments and instructions."""
    tag: object = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def child_text(element: "Element", *names: str) -> str | None:
    """Return the leading text of the first descendant that has one of these local names and a text."""
    texts = ((each.text or "").strip() for each in element.iter() if local_name(each) in names)
    return next(filter(None, texts), None)


def string(value: object) -> str | None:
    """Return a member of a body as text; a whole number counts as text."""
    if isinstance(value, str):
        return value
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else None
