"""From the OpenAPI Object to every node of a document, without recursion: cycles and deep nesting are ordinary."""

from collections import deque
from typing import Final

from compliance.model.openapi.address_names import declared_in, undeclared
from compliance.model.openapi.files import EXAMPLES, DocumentFiles, Load
from compliance.model.openapi.index import (
    COMPONENTS,
    INFO,
    NOTHING,
    PARAMETERS,
    PATHS,
    SCHEMAS,
    SECURITY_NAMES,
    SECURITY_SCHEMES,
    SERVERS,
    NodeIndex,
)
from compliance.model.openapi.node import Node
from compliance.model.openapi.operation import Operation, methods, unknown_in
from compliance.model.openapi.parameter import Parameter
from compliance.model.openapi.schema_walk import SchemaWalk
from compliance.model.openapi.security import SecurityScheme, is_address, is_scheme
from compliance.model.openapi.server import Server, addresses_of_version_2
from compliance.model.openapi.steps import TEXT, Steps, wholes, without_extensions
from compliance.model.text import Message

_NAMES_IN_2: Final = ("securityDefinitions", "definitions")
_NAMES_IN_3: Final = ("securitySchemes", "schemas")
_MOST_OPERATIONS: Final = 50_000
_NO_METHOD: Final = Message.of("this is no method of a path, so nothing in it was looked at")
_NO_PATHS: Final = Message.of("the document has no `paths`, so no operation was looked at")
_NO_REFERENCE: Final = Message.of("an operation cannot be a reference, so other programs may find none here")
_TOO_MANY: Final = Message.of(
    "more than {limit} operations are described; the rest was not looked at", limit=_MOST_OPERATIONS
)


def build_index(files: DocumentFiles, load: Load | None = None) -> NodeIndex:
    """Visit the document from its paths, webhooks and components, through references into other files.

    `load` is asked for each of these when the first reference into it is met.
    """
    return _Walk(files, load).run()


class _Walk:
    def __init__(self, files: DocumentFiles, load: Load | None) -> None:
        self.files = files
        self.steps = Steps(files, load)
        self.nodes = self.steps.nodes
        self.schemas = SchemaWalk(self.steps)
        self.links: list[Node] = []
        self.paths: set[tuple[str | None, int]] = set()
        self.waiting: deque[tuple[Node, str | None]] = deque()
        self.headers: deque[Node] = deque()
        self.operation_ids: set[str] = set()

    def run(self) -> NodeIndex:
        root = self.files.root
        self._servers(root)
        self._security(root)
        if (info := root.get("info")) is not None:
            self.steps.object_at(info, INFO)
        self._check_entry(root)
        self.waiting.extend((node, path) for path, node in self.steps.unextended(root, "paths", PATHS))
        self.waiting.extend((node, None) for _, node in self.steps.members(root, "webhooks", PARAMETERS))
        components = root.get("components")
        holder = root if self.files.is_version_2 else components and self.steps.object_at(components, COMPONENTS)
        if holder is not None:
            self._components(holder)
        while self.waiting or self.headers:
            if self.waiting:
                self._path_item(*self.waiting.popleft())
            else:
                self._parameter(self.headers.popleft())
        if self.links:
            from compliance.model.openapi.link_walk import visit_links  # noqa: PLC0415 - because few documents have links

            visit_links(self.steps, self.links, self.operation_ids)
        return self.nodes

    def _check_entry(self, root: Node) -> None:
        """Note a document without paths; from version 3.1 on webhooks or components may stand for them."""
        others = ("webhooks", "components") if self.files.uses_json_schema else ()
        if not any(root.has(key) for key in ("paths", *others)):
            self.steps.note(root, PATHS, _NO_PATHS)

    def _components(self, holder: Node) -> None:
        schemes, schemas = _NAMES_IN_2 if self.files.is_version_2 else _NAMES_IN_3
        for name, node in self.steps.members(holder, schemes, SECURITY_SCHEMES):
            if (target := self.steps.object_at(node, SECURITY_SCHEMES)) is not None:
                self.nodes.security_schemes.append(SecurityScheme(self.files, target, name))
        for _, node in self.steps.members(holder, schemas, SCHEMAS):
            self.schemas.visit(node)
        shared = (("parameters", self._parameter), ("responses", self._response))
        later = (
            ("headers", self._parameter),
            ("requestBodies", self._content),
            ("callbacks", self._callback),
            ("links", self.links.append),
            ("mediaTypes", self._media_type),
        )
        for key, visit in shared if self.files.is_version_2 else (*shared, *later):
            for _, node in self.steps.members(holder, key, PARAMETERS):
                visit(node)
        if not self.files.is_version_2:
            self.waiting.extend((node, None) for _, node in self.steps.members(holder, "pathItems", PARAMETERS))

    def _servers(self, root: Node) -> None:
        if self.files.is_version_2:
            stated = [node for key in ("basePath", "host") if (node := root.get(key)) is not None]
            place = next((node for node in stated if self.steps.is_text(node, SERVERS)), root)
            for url in addresses_of_version_2(root):
                self._server(place, url)
        self._listed_servers(root)

    def _server(self, node: Node, url: str) -> None:
        self.nodes.servers.append(Server(self.files, node, url))
        self.nodes.parameters.extend(undeclared(self.files, node, url))

    def _listed_servers(self, holder: Node) -> None:
        for node in self.steps.items(holder, "servers", SERVERS):
            target = self.steps.object_at(node, SERVERS)
            if target is not None and self.steps.is_text(target.get("url") or target, SERVERS):
                self._server(target, target.text("url") or "")

    def _security(self, holder: Node) -> None:
        """Load the schemes that are named by their address, as version 3.2 allows."""
        stated = holder.get("security") if self.files.is_version_3_2 else None
        for name, node in (pair for choice in (stated.items() if stated else ()) for pair in choice.members()):
            if is_address(self.files, name):
                target = self.steps.refer(node, name, SECURITY_NAMES)
                if target is not None and is_scheme(target) and self.steps.is_new(target):
                    self.nodes.security_schemes.append(SecurityScheme(self.files, target, name))

    def _path_item(self, node: Node, path: str | None) -> None:
        """Visit a path item; `path` is None if the platform is the caller. Members beside a reference count too."""
        target = self.steps.object_at(node, PARAMETERS if path is None else PATHS)
        for item, whole in ((node, node),) if target is None or target is node else wholes(node, target):
            if isinstance(item.raw, dict) and (path, id(item.raw)) not in self.paths:
                self.paths.add((path, id(item.raw)))
                self._operations(item, path, whole)
        if target is not None and path is not None and ("{" in path or "?" in path):
            declared = declared_in(self.files, target), declared_in(self.files, node)
            self.nodes.parameters.extend(undeclared(self.files, node, path, *declared))

    def _operations(self, item: Node, path: str | None, whole: Node) -> None:
        holds = PARAMETERS if path is None else PATHS
        if self.steps.is_new(item):
            if path is not None:
                self._listed_servers(item)
            self._parameters(item)
            if (further := item.get("additionalOperations")) is not None:
                self.steps.is_object(further, holds)
            for unknown in unknown_in(item):
                self.steps.note(unknown, holds, _NO_METHOD)
        for method, operation in methods(item):
            if len(self.nodes.operations) >= _MOST_OPERATIONS:
                self._stop(item)
                return
            if operation.has("$ref"):
                self.steps.note(operation, holds, _NO_REFERENCE)
            if (target := self.steps.object_at(operation, holds)) is not None:
                if path is not None:
                    self.nodes.operations.append(Operation(self.files, target, method, path, whole))
                self._operation(target, is_offered=path is not None)

    def _stop(self, item: Node) -> None:
        """Visit no further path: many paths may refer to one item with many operations."""
        self.steps.note(item, PATHS, _TOO_MANY)
        self.waiting.clear()

    def _operation(self, operation: Node, *, is_offered: bool) -> None:
        if not self.steps.is_new(operation):
            return
        if is_offered:
            self._listed_servers(operation)
        self._security(operation)
        self.operation_ids.add(operation.text("operationId") or "")
        self._parameters(operation)
        if (body := operation.get("requestBody")) is not None:
            self._content(body)
        for _, response in self.steps.unextended(operation, "responses", SCHEMAS):
            self._response(response)
        for _, callback in self.steps.members(operation, "callbacks", PARAMETERS):
            self._callback(callback)

    def _callback(self, node: Node) -> None:
        target = self.steps.object_at(node, PARAMETERS)
        if target is not None:
            self.waiting.extend((item, None) for _, item in without_extensions(target.members()))

    def _parameters(self, holder: Node) -> None:
        for node in self.steps.items(holder, "parameters", PARAMETERS):
            self._parameter(node, is_listed=True)

    def _parameter(self, node: Node, *, is_listed: bool = False) -> None:
        target = self.steps.first_time(node, PARAMETERS)
        if target is None:
            return
        place = target.text("in")
        if place is not None and place != "body":
            self.nodes.parameters.append(Parameter(self.files, target))
        if is_listed and (place is None or (place != "body" and target.text("name") is None)):
            self.steps.note(target.get("name" if place else "in") or target, PARAMETERS, TEXT)
        self.schemas.visit_parameter(target)
        self._media_types(target)

    def _response(self, node: Node) -> None:
        target = self.steps.first_time(node, SCHEMAS)
        if target is None:
            return
        if (schema := target.get("schema")) is not None:
            self.schemas.visit(schema)
        for _, header in self.steps.members(target, "headers", SCHEMAS):
            self._parameter(header)
        self.links.extend(link for _, link in self.steps.members(target, "links", NOTHING))
        self._media_types(target)

    def _content(self, node: Node) -> None:
        target = self.steps.first_time(node, SCHEMAS)
        if target is not None:
            self._media_types(target)

    def _media_types(self, holder: Node) -> None:
        self._examples(holder)
        for _, media_type in self.steps.members(holder, "content", SCHEMAS):
            self._media_type(media_type)

    def _media_type(self, node: Node) -> None:
        target = self.steps.first_time(node, SCHEMAS)
        if target is None:
            return
        for key in ("schema", "itemSchema"):
            if (schema := target.get(key)) is not None:
                self.schemas.visit(schema)
        self._examples(target)
        for _, encoding in self.steps.members(target, "encoding", SCHEMAS):
            if self.steps.is_object(encoding, SCHEMAS):
                self.headers.extend(header for _, header in self.steps.members(encoding, "headers", SCHEMAS))

    def _examples(self, holder: Node) -> None:
        """Note what gives examples of a schema, with those that stand elsewhere."""
        for key in () if EXAMPLES.isdisjoint(holder.raw) else ("schema", "itemSchema"):
            self.files.exemplify(holder.get(key), holder)
        for _, example in self.steps.members(holder, "examples", SCHEMAS):
            if not self.files.is_version_2:
                self.steps.object_at(example, SCHEMAS)
