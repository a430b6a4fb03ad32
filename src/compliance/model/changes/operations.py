"""The operations of two documents side by side, and the places in them that hold schemas."""

from collections.abc import Collection, Iterator
from typing import Final

from compliance.model.openapi.document import Document
from compliance.model.openapi.messages import ANY
from compliance.model.openapi.node import Node
from compliance.model.openapi.operation import Operation
from compliance.model.openapi.parameter import Parameter
from compliance.model.pattern import late

_VARIABLE: Final = late(r"\{[^{}/]*\}")
_NAME: Final = late(r"\{([^{}/]*)\}")


class Operations:
    """The operations of one document by method and path; the names of variables in a path tell nothing apart."""

    def __init__(self, document: Document) -> None:
        self.all = document.nodes.operations
        base = _base(document)
        self._written = {(found.method, found.path): found for found in self.all}
        self._shaped = {(found.method, shape(found.path)): found for found in self.all}
        self._whole = {(found.method, shape(base + found.path)): found for found in self.all}
        self._base = base

    def like(self, operation: Operation, base: str) -> Operation | None:
        """Return the operation that another document offers at the same address, None if there is none."""
        method, path = operation.method, operation.path
        return (
            self._written.get((method, path))
            or self._shaped.get((method, shape(path)))
            or self._whole.get((method, shape(base + path)))
        )

    @property
    def base(self) -> str:
        """The path below which the first server has all others."""
        return self._base


def _base(document: Document) -> str:
    servers = document.nodes.servers
    return servers[0].path.rstrip("/") if servers else ""


def shape(path: str) -> str:
    """Return a path without the names of its variables, which tell nothing apart."""
    return _VARIABLE.sub("{}", path.rstrip("/") or "/")


def parameters(operation: Operation) -> dict[tuple[str, str], Parameter]:
    """Return the parameters by place and name; those of the path by their number, whatever they are called."""
    numbers = {name: str(number) for number, name in enumerate(_NAME.findall(operation.path))}
    found = {}
    for parameter in operation.parameters():
        name = parameter.name.lower() if parameter.place == "header" else parameter.name
        key = numbers.get(name, name) if parameter.place == "path" else name
        found[parameter.place, key] = parameter
    return found


def lost_parameters(operation: Operation) -> Iterator[Node]:
    """Yield the parameters that cannot be followed."""
    for owner in (operation.node, operation.path_item):
        listed = owner.get("parameters")
        if listed is not None and not isinstance(listed.raw, list):
            yield listed
        yield from (node for node in (listed.items() if listed else ()) if operation.files.follow(node) is None)


def parameter_schema(parameter: Parameter) -> Node | None:
    """Return the schema of a parameter; None if it has a media type of its own, or none at all."""
    schema = parameter.node.get("schema")
    return schema or (parameter.node if parameter.files.is_version_2 else None)


def response_like(status: str, listed: dict[str, Node]) -> Node | None:
    """Return what a document says of a status: itself, its class, or what it says of all others."""
    return listed.get(status) or listed.get(f"{status[:1]}XX") or listed.get("DEFAULT")


def media_type_like(media_type: str, listed: Collection[str]) -> str | None:
    """Return the same media type, or the range that holds it; a range is like whatever comes first."""
    if media_type == ANY:
        return next(iter(listed), None)
    ranges = (media_type, f"{media_type.partition('/')[0]}/*", ANY)
    return next((name for name in ranges if name in listed), None)
