"""The calls that a platform makes itself: its webhooks, and the callbacks of its operations."""

from collections.abc import Iterator

from compliance.model.changes.operations import shape
from compliance.model.openapi.document import Document
from compliance.model.openapi.node import Node
from compliance.model.openapi.operation import Operation, methods

Key = tuple[str, ...]


def calls_of(document: Document) -> dict[Key, Operation]:
    """Return the calls by what they are known by: method and name, and the operation that a callback belongs to."""
    return dict(_calls(document))


def _calls(document: Document) -> Iterator[tuple[Key, Operation]]:
    files = document.files
    for name, item in _followed(document, files.root.get("webhooks")):
        for method, node in methods(item):
            yield (method, name), Operation(files, node, method, f"webhook {name}", item)
    for operation in document.nodes.operations:
        for name, callback in _followed(document, operation.node.get("callbacks")):
            for _, item in _followed(document, callback):
                for method, node in methods(item):
                    path = f"callback {name} ({operation.name})"
                    key = (method, name, operation.method, shape(operation.path))
                    yield key, Operation(files, node, method, path, item)


def _followed(document: Document, holder: Node | None) -> Iterator[tuple[str, Node]]:
    """Yield the members of a map that lead somewhere; what leads nowhere is a hole of the document already."""
    target = document.files.follow(holder) if holder is not None else None
    for name, node in target.members() if target is not None else ():
        member = document.files.follow(node)
        if member is not None and not name.startswith("x-"):
            yield name, member
