"""How a part of a form is written, as the `encoding` of its media type says it or as it is where nothing does."""

from typing import Final

from compliance.model.changes.gathering import members_of, shape_of
from compliance.model.changes.term import Term
from compliance.model.dataclass import dataclass
from compliance.model.openapi.files import DocumentFiles
from compliance.model.openapi.node import Node

_TEXTUAL: Final = frozenset({"string", "number", "integer", "boolean"})
_BYTES: Final = frozenset({"binary", "byte"})


@dataclass(frozen=True, slots=True)
class Encoding:
    """How a part of a form is written: in which media types, none if nothing tells, and in which style."""

    media_types: frozenset[str] = frozenset()
    style: str = "form (explode)"

    @classmethod
    def of(cls, node: Node | None, usual: frozenset[str]) -> "Encoding":
        """Read what is stated, or what holds where nothing is: `usual` are the media types of such a part."""
        if node is None:
            return cls(usual)
        named = (each.partition(";")[0].strip().lower() for each in (node.text("contentType") or "").split(","))
        style = node.text("style") or "form"
        explode = node.mapping.get("explode", style == "form") is True
        return cls(frozenset(filter(None, named)) or usual, f"{style} (explode)" if explode else style)


def usual_media_types(schema: Node, name: str, files: DocumentFiles) -> frozenset[str]:
    """Return the media types of a part for which none is stated (OpenAPI 3, Encoding Object): by its type.

    None for what holds bytes, which everybody sends as what they are, and where the type cannot be told.
    """
    nodes = members_of(schema, files).get(name, [])
    shape = shape_of(Term(tuple(nodes)), files)
    if shape.kinds == frozenset({"array"}):
        shape = shape_of(Term(tuple(shape.items)), files)
    kinds = shape.kinds
    if not kinds or shape.formats & _BYTES or any(keyword == "contentEncoding" for keyword, _ in shape.contents):
        return frozenset()
    if kinds <= _TEXTUAL:
        return frozenset({"text/plain"})
    return frozenset({"application/json"}) if kinds == {"object"} else frozenset()
