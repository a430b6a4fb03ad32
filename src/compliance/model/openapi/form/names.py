"""Whether schemas bear names by which only one of them can be meant."""

from collections.abc import Iterator
from typing import Any

from compliance.model.openapi.files import DocumentFiles
from compliance.model.openapi.form.faults import node_at
from compliance.model.openapi.form.walk import FormWalk
from compliance.model.openapi.node import Node
from compliance.model.text import Message, shown


def named_twice(files: DocumentFiles, walk: FormWalk) -> Iterator[tuple[Node, Message]]:
    """Yield the names that two schemas bear which differ: to what they lead is undefined (JSON Schema 2020-12).

    The same schema may stand in several places, as tools leave it that put files together.
    """
    bearers: dict[tuple[str, str], Any] = {}
    for raw, trace in walk.named:
        node = node_at(trace)
        for keyword, name in _names(files, node):
            other = bearers.setdefault(name, raw)
            if other is not raw and other != raw:
                template = "the `{keyword}` {name} is also that of another schema, and leads to one of them by chance"
                message = Message.of(template, keyword=keyword, name=shown(node.text(keyword) or ""))
                yield node.get(keyword) or node, message


def _names(files: DocumentFiles, node: Node) -> Iterator[tuple[str, tuple[str, str]]]:
    """Yield the names of a schema by keyword: its address, and names within the resource in which it stands."""
    base = files.base_of(node)
    if node.parent is not None and "$id" in node.mapping and base != files.base_of(node.parent):
        yield "$id", (base, "")
    for keyword in ("$anchor", "$dynamicAnchor"):
        if (name := node.text(keyword)) is not None:
            yield keyword, (base, name)
