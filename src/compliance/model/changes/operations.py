"""The operations of two documents side by side, and the places in them that hold schemas."""

from collections.abc import Iterator, Mapping
from typing import Final
from urllib.parse import unquote

from compliance.model.openapi.document import Document
from compliance.model.openapi.files import DocumentFiles
from compliance.model.openapi.node import Node
from compliance.model.openapi.operation import Operation
from compliance.model.openapi.parameter import IGNORED_HEADERS, Parameter
from compliance.model.openapi.server import Server
from compliance.model.pattern import late

_VARIABLE: Final = late(r"\{[^{}/]*\}")
_MEANT: Final = late(r"(?i:%(?:2f|7b|7d|25))")
"""Encoded signs that stand for something else than themselves."""
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
    servers = document_servers(document)
    return servers[0].path.rstrip("/") if servers else ""


def shape(path: str) -> str:
    """Return a path without the names of its variables, which tell nothing apart, nor does `%20` for a blank."""
    plain = unquote(path) if "%" in path and not _MEANT.search(path) else path
    return _VARIABLE.sub("{}", plain.rstrip("/") or "/")


def document_servers(document: Document) -> list[Server]:
    """Return the servers that a document states for whatever states none of its own; version 2 states them by parts."""
    if document.files.is_version_2:
        return list(document.nodes.servers)
    return _servers(document.files, document.files.root)


def servers_of(operation: Operation) -> tuple[list[Server], Node]:
    """Return the servers that count for an operation, and what states them: itself, its path or the document."""
    holders = (operation.node, operation.path_item, operation.files.root)
    holder = next((each for each in holders if each.has("servers")), operation.files.root)
    return _servers(operation.files, holder), holder


def servers_apart(older: Operation | None, newer: Operation | None) -> tuple[list[Server], list[Server], Node] | None:
    """Return the servers of both and what states the newer ones; None where the documents say them for all."""
    if older is None or newer is None:
        return None
    (former, holder), (latter, place) = servers_of(older), servers_of(newer)
    is_of_all = holder is older.files.root and place is newer.files.root
    return None if is_of_all else (former, latter, place)


def _servers(files: DocumentFiles, holder: Node) -> list[Server]:
    return files.remember(("servers stated", id(holder.raw)), lambda: _stated_servers(files, holder))


def _stated_servers(files: DocumentFiles, holder: Node) -> list[Server]:
    stated = holder.get("servers")
    followed = [files.follow(node) for node in (stated.items() if stated is not None else ())]
    told = [(node, node.text("url")) for node in followed if node is not None]
    return [Server(files, node, url) for node, url in told if url is not None]


def parameters(operation: Operation) -> dict[tuple[str, str], Parameter]:
    """Return the parameters by place and name; those of the path by their number, whatever they are called."""
    numbers = {name: str(number) for number, name in enumerate(_NAME.findall(operation.path))}
    found = {}
    for parameter in operation.parameters():
        if parameter.place == "header" and parameter.name.lower() in IGNORED_HEADERS:
            continue
        name = parameter.name.lower() if parameter.place == "header" else parameter.name
        key = numbers.get(name, name) if parameter.place == "path" else name
        key = "" if parameter.place == "querystring" else key  # because its name is never sent (OpenAPI 3.2)
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
    """Return the schema of a parameter, also of one that has a media type of its own; None if it has none."""
    return described_schema(parameter.node, parameter.files)


def described_schema(node: Node, files: DocumentFiles) -> Node | None:
    """Return the schema of a parameter or a header; in version 2 it is its own."""
    content = node.get("content")
    target = files.follow(content) if content is not None else None
    for _, member in target.members() if target is not None else ():
        described = files.follow(member)
        return described.get("schema") if described is not None else None
    return node.get("schema") or (node if files.is_version_2 else None)


def answers_like(status: str, older: Mapping[str, Node], newer: Mapping[str, Node]) -> list[Node]:
    """Return what the newer document says of a status: itself, its class, or what it says of all others.

    A class that the newer document tells apart is every status of it. What the older one told beside what it said of
    all others is not meant by that.
    """
    if (itself := newer.get(status)) is not None:
        return [itself]
    inside = [node for name, node in newer.items() if name[:1] == status[:1] and name.isdigit()]
    if status.endswith("XX") and inside:
        return inside
    if status == "DEFAULT":
        return (
            [] if any(name[:1] == "2" for name in older) else [node for name, node in newer.items() if name[:1] == "2"]
        )
    found = newer.get(f"{status[:1]}XX") or (newer.get("DEFAULT") if "DEFAULT" not in older else None)
    return [found] if found is not None else []


def promised_like(status: str, older: Mapping[str, Node], newer: Mapping[str, Node]) -> Node | None:
    """Return what the older document promised of a status that only the newer one names.

    That is what it said of its class or of all others, if the newer one still says so of the rest. What was said of all
    others beside a success is meant for errors.
    """
    for name in (f"{status[:1]}XX", "DEFAULT"):
        is_meant = name != "DEFAULT" or status[:1] in {"4", "5"} or not any(each[:1] == "2" for each in older)
        if name in older and name != status and is_meant:
            return older[name] if name in newer else None
    return None


def headers(answer: Node, files: DocumentFiles) -> dict[str, tuple[str, Node]] | None:
    """Return the headers of an answer by name in small letters, each as written; None if one cannot be followed.

    What `content` says already is no header of its own (OpenAPI 3, Response Object).
    """
    holder = answer.get("headers")
    target = files.follow(holder) if holder is not None else None
    if holder is not None and target is None:
        return None
    followed = {
        name.lower(): (name, files.follow(node)) for name, node in (target.members() if target is not None else ())
    }
    followed.pop("content-type", None)
    if any(node is None for _, node in followed.values()):
        return None
    return {key: (name, node) for key, (name, node) in followed.items() if node is not None}
