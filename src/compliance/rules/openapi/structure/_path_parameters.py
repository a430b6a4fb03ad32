"""The path parameters of operations and of path items, as rules on paths read them."""

from collections.abc import Mapping
from typing import Any

from compliance.model.dataclass import dataclass
from compliance.model.openapi.files import DocumentFiles
from compliance.model.openapi.node import Node
from compliance.model.openapi.operation import methods


@dataclass(frozen=True, slots=True)
class Listed:
    """The path parameters that an object lists, by name, and the first that leads nowhere."""

    named: Mapping[str, Node]
    unread: Node | None


def first_operation(files: DocumentFiles, item: Node) -> tuple[Any, frozenset[str]]:
    """Return the first operation of a path item, and the names that any of its operations lists."""
    operations = [node for _, node in methods(item)]
    names = (name for node in operations for name in listed(files, node).named)
    return operations[0].raw if operations else None, frozenset(names)


def listed(files: DocumentFiles, holder: Node) -> Listed:
    """Return what an operation or a path item lists itself; read once."""
    return files.remember(("path parameters", id(holder.raw)), lambda: _read(files, holder))


def _read(files: DocumentFiles, holder: Node) -> Listed:
    listed = holder.get("parameters")
    named: dict[str, Node] = {}
    for node in listed.items() if listed is not None else ():
        target = files.meant(node)
        if target is None:
            return Listed({}, node)
        if target.text("in") == "path" and (name := target.text("name")) is not None:
            named[name] = node
    return Listed(named, None)
