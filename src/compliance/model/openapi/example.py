"""Values that a document gives as examples of a schema."""

from collections.abc import Iterator
from typing import Any, Final

from compliance.model.dataclass import dataclass
from compliance.model.location import Place
from compliance.model.openapi.files import DocumentFiles
from compliance.model.openapi.node import Node
from compliance.model.pattern import late

_JSON: Final = frozenset({"application/json", "text/json", "*/*", "application/*"})
_FORMS: Final = frozenset({"application/x-www-form-urlencoded", "multipart/form-data"})
_PLAIN_STYLES: Final = frozenset({None, "simple", "form"})
"""Styles in which a single value travels as it is (RFC 6570; OpenAPI 3, Style Values)."""
_READ: Final = {
    "integer": late(r"\s*[+-]?[0-9]+(\.0*)?\s*"),
    "number": late(r"\s*[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?\s*"),
    "boolean": late(r"(?i:true|false|0|1)"),
}


@dataclass(frozen=True, slots=True)
class Example:
    """One value, and the keyword that gives it: `example`, `examples` or `default`."""

    kind: str
    node: Node

    @property
    def value(self) -> Any:
        return self.node.raw

    @property
    def at(self) -> Place:
        return self.node.at


def examples_in(holder: Node, schema: Node, files: DocumentFiles) -> Iterator[Example]:
    """Yield the examples of a schema that one object gives: the schema itself, or what uses it."""
    if holder.raw is schema.raw:
        yield from _of_schema(schema, files)
    elif holder.mapping.get("itemSchema") is schema.raw:
        yield from _of_items(holder, files)
    elif _shows_data(holder):
        is_json = _is_media_type(holder) and _is_json(str(holder.key))
        for example in _of_user(holder, files):
            if is_json or not _is_written_out(example, schema, holder, files):
                yield example


def _of_schema(schema: Node, files: DocumentFiles) -> Iterator[Example]:
    """Before version 3.1 what stands beside `$ref` is not there, and a schema has no list of examples."""
    if not files.written(schema):
        return
    for kind in ("example", "default"):
        if (node := schema.get(kind)) is not None:
            yield Example(kind, node)
    if files.uses_json_schema and (listed := schema.get("examples")) is not None:
        yield from (Example("examples", node) for node in listed.items())


def _of_items(holder: Node, files: DocumentFiles) -> Iterator[Example]:
    """Yield the items of what shows a stream of items; a text is how they travel (OpenAPI 3.2, Media Type Object)."""
    for example in _of_user(holder, files):
        yield from (Example(example.kind, item) for item in example.node.items())


def _of_user(holder: Node, files: DocumentFiles) -> Iterator[Example]:
    if (node := holder.get("example")) is not None:
        yield Example("example", node)
    listed = holder.get("examples")
    for name, member in listed.members() if listed is not None else ():
        node = _by_media_type(name, member) if files.is_version_2 else _of_object(files.follow(member))
        if node is not None:
            yield Example("examples", node)


def _by_media_type(name: str, member: Node) -> Node | None:
    return member if _is_json(name) else None


def _of_object(target: Node | None) -> Node | None:
    """Return the value of an Example Object; one that lies elsewhere or is written out for the wire is left aside."""
    if target is None:
        return None
    return target.get("dataValue") or target.get("value")


def _is_written_out(example: Example, schema: Node, holder: Node, files: DocumentFiles) -> bool:
    """Return whether a form or a parameter shows its value as the text that travels, such as `a,b` for a list.

    A text that cannot be what travels, such as `abc` for a number, is none.
    """
    if files.is_version_2 or not isinstance(example.value, str):
        return False
    target = files.follow(schema)
    types = (
        frozenset[str]() if target is None else frozenset([target.text("type") or "", *target.strings("type")]) - {""}
    )
    if not types or "string" in types:
        return False
    is_plain = not _is_media_type(holder) and holder.text("style") in _PLAIN_STYLES and types <= _READ.keys()
    return not is_plain or any(_READ[name].fullmatch(example.value) for name in types)


def _shows_data(holder: Node) -> bool:
    """Return whether an example is data in the shape of the schema, not text in a form of its own such as XML."""
    name = str(holder.key)
    return not _is_media_type(holder) or _is_json(name) or _bare(name) in _FORMS


def _is_media_type(holder: Node) -> bool:
    return holder.parent is not None and holder.parent.key == "content"


def _is_json(name: str) -> bool:
    return _bare(name) in _JSON or _bare(name).endswith("+json")


def _bare(name: str) -> str:
    return name.partition(";")[0].strip().lower()
