"""How the value of a parameter is written, in the words of version 3, whichever version says it."""

from typing import Final

from compliance.model.changes.gathering import shape_of
from compliance.model.changes.media_types import plain
from compliance.model.changes.term import Term
from compliance.model.openapi.files import DocumentFiles
from compliance.model.openapi.node import Node
from compliance.model.openapi.parameter import Parameter

_STYLES: Final = {"query": "form", "cookie": "form", "formData": "form", "path": "simple", "header": "simple"}
_COLLECTIONS: Final = {
    "ssv": ("spaceDelimited", False),
    "pipes": ("pipeDelimited", False),
    "tsv": ("tabDelimited", False),
    "multi": ("form", True),
}


def serialisation(parameter: Parameter) -> tuple[str, bool]:
    """Return style and `explode` of a parameter, as stated or as they are by default; its media type if it has one."""
    usual = _STYLES.get(parameter.place, "form")
    raw = parameter.node.mapping
    if parameter.files.is_version_2:
        return _COLLECTIONS.get(str(raw.get("collectionFormat", "csv")), (usual, False))
    if not is_textual(parameter):
        content = parameter.node.get("content")
        target = parameter.files.follow(content) if content is not None else None
        named = next(target.members(), None) if target is not None else None
        return plain(named[0]) if named is not None else "content", False
    style = str(raw.get("style", usual))
    explode = raw.get("explode")
    return style, explode if isinstance(explode, bool) else style == "form"


def inner_forms(parameter: Parameter) -> tuple[str, ...]:
    """Return how the lists within a list are written, from without to within; only version 2 says so."""
    return _forms_within(parameter.node) if parameter.files.is_version_2 else ()


def header_form(header: Node, files: DocumentFiles) -> str:
    """Return how the value of a header is written, empty where that makes no difference."""
    if files.is_version_2:
        is_list = header.text("type") == "array"
        return " ".join((header.text("collectionFormat") or "csv", *_forms_within(header))) if is_list else ""
    content = header.get("content")
    target = files.follow(content) if content is not None else None
    for name, _ in target.members() if target is not None else ():
        return plain(name)
    schema = header.get("schema")
    kinds = shape_of(Term((schema,)), files).kinds if schema is not None else None
    if kinds != frozenset({"object"}):  # because a list is written alike, exploded or not (style `simple`)
        return ""
    return "simple (explode)" if header.mapping.get("explode") is True else "simple"


def _forms_within(node: Node) -> tuple[str, ...]:
    found, inner = [], node.get("items")
    while inner is not None and inner.text("type") == "array":
        found.append(inner.text("collectionFormat") or "csv")
        inner = inner.get("items")
    return tuple(found)


def is_textual(parameter: Parameter) -> bool:
    """Return whether a parameter is written as text, and not in a media type of its own."""
    return not parameter.node.has("content")


def is_list_by_repetition(parameter: Parameter) -> bool:
    """Return whether a list is written by naming the parameter once for each item, so that one item is one value."""
    return parameter.place in {"query", "cookie", "formData"} and serialisation(parameter) == ("form", True)
