"""The calls that a platform makes itself: its webhooks, and the callbacks of its operations."""

from collections.abc import Collection, Iterator, Mapping
from typing import Final

from compliance.model.changes.operations import shape
from compliance.model.openapi.document import Document
from compliance.model.openapi.node import Node
from compliance.model.openapi.operation import Operation, methods

Key = tuple[str, ...]
_OF_WEBHOOK: Final = 2


def _going(key: Key) -> Key:
    """Return what a callback is known by but its name; nothing of a webhook."""
    return (key[0], *key[2:]) if len(key) > _OF_WEBHOOK else ()


def _named(key: Key) -> Key:
    """Return what a callback is known by but where it goes; nothing of a webhook."""
    return key[:-1] if len(key) > _OF_WEBHOOK else ()


def calls_of(document: Document) -> dict[Key, Operation]:
    """Return the calls by what they are known by: method and name, and the operation that a callback belongs to."""
    return dict(_calls(document))


def paired(older: Collection[Key], newer: Collection[Key]) -> Mapping[Key, Key]:
    """Return which call of the newer document is which of the older one.

    What a callback is called says nothing to those who wait for it; where it goes does. Only one that goes elsewhere is
    known by its name.
    """
    found = {key: key for key in older if key in newer}
    for part in (_going, _named):
        rest = {part(key): key for key in newer if key not in found.values() and part(key)}
        for key in older:
            if key not in found and part(key) in rest:
                found[key] = rest.pop(part(key))
    return found


def address_of(key: Key) -> str:
    """Return the expression that says where a callback goes, empty for a webhook."""
    return key[-1] if len(key) > _OF_WEBHOOK else ""


def _calls(document: Document) -> Iterator[tuple[Key, Operation]]:
    files = document.files
    for name, item in _followed(document, files.root.get("webhooks")):
        for method, node in methods(item):
            yield (method, name), Operation(files, node, method, f"webhook {name}", item)
    for operation in document.nodes.operations:
        for name, callback in _followed(document, operation.node.get("callbacks")):
            for address, item in _followed(document, callback):
                for method, node in methods(item):
                    path = f"callback {name} ({operation.name})"
                    key = (method, name, operation.method, shape(operation.path), address)
                    yield key, Operation(files, node, method, path, item)


def _followed(document: Document, holder: Node | None) -> Iterator[tuple[str, Node]]:
    """Yield the members of a map that lead somewhere; what leads nowhere is a hole of the document already."""
    target = document.files.follow(holder) if holder is not None else None
    for name, node in target.members() if target is not None else ():
        member = document.files.follow(node)
        if member is not None and not name.startswith("x-"):
            yield name, member
