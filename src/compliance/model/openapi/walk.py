"""From the OpenAPI Object to every node of a document, without recursion: cycles and deep nesting are ordinary."""

from collections import deque
from collections.abc import Iterator

from compliance.model.openapi.files import DocumentFiles, Load
from compliance.model.openapi.index import (
    COMPONENTS,
    INFO,
    NOTHING,
    PARAMETERS,
    PATHS,
    SCHEMAS,
    SECURITY_SCHEMES,
    SERVERS,
    Hole,
    NodeIndex,
)
from compliance.model.openapi.keywords import LISTED_SCHEMAS, NAMED_SCHEMAS, SINGLE_SCHEMAS
from compliance.model.openapi.node import Node
from compliance.model.openapi.operation import Operation, methods
from compliance.model.openapi.parameter import Parameter
from compliance.model.openapi.schema import Property, Schema
from compliance.model.openapi.security import SecurityScheme
from compliance.model.openapi.server import Server


def build_index(files: DocumentFiles, load: Load | None = None) -> NodeIndex:
    """Visit the document from its paths, webhooks and components, through references into other files.

    `load` is asked for each of these when the first reference into it is met.
    """
    return _Walk(files, load).run()


class _Walk:
    def __init__(self, files: DocumentFiles, load: Load | None) -> None:
        self.files = files
        self.load = load
        self.nodes = NodeIndex()
        self.seen: set[int] = set()
        self.paths: set[tuple[str | None, int]] = set()
        self.waiting: deque[tuple[Node, str | None]] = deque()
        self.headers: deque[Node] = deque()

    def run(self) -> NodeIndex:
        root = self.files.root
        self._servers(root)
        if (info := root.get("info")) is not None:
            self._follow(info, INFO)
        self.waiting.extend((node, path) for path, node in self._members(root, "paths", PATHS))
        self.waiting.extend((node, None) for _, node in self._members(root, "webhooks", PARAMETERS))
        components = root.get("components")
        for holder in (self._follow(components, COMPONENTS) if components else None, root):
            if holder is not None:
                self._components(holder)
        while self.waiting or self.headers:
            if self.waiting:
                self._path_item(*self.waiting.popleft())
            else:
                self._parameter(self.headers.popleft())
        return self.nodes

    def _components(self, holder: Node) -> None:
        for key in ("securitySchemes", "securityDefinitions"):
            for name, node in self._members(holder, key, SECURITY_SCHEMES):
                if (target := self._follow(node, SECURITY_SCHEMES)) is not None:
                    self.nodes.security_schemes.append(SecurityScheme(self.files, target, name))
        for key in ("schemas", "definitions"):
            for _, node in self._members(holder, key, SCHEMAS):
                self._schemas(node)
        for key, visit in (
            ("parameters", self._parameter),
            ("headers", self._parameter),
            ("requestBodies", self._content),
            ("responses", self._response),
            ("callbacks", self._callback),
            ("links", self._link),
            ("mediaTypes", self._media_type),
        ):
            if isinstance(holder.mapping.get(key), dict):
                for _, node in self._members(holder, key, PARAMETERS):
                    visit(node)
        self.waiting.extend((node, None) for _, node in self._members(holder, "pathItems", PARAMETERS))

    def _servers(self, root: Node) -> None:
        if self.files.is_version_2 and root.has("host"):
            place = root.get("basePath") or root.get("host") or root
            for scheme in root.strings("schemes") or ["https"]:
                url = f"{scheme}://{root.text('host')}{root.text('basePath') or ''}"
                self.nodes.servers.append(Server(self.files, place, url))
        self._listed_servers(root)

    def _listed_servers(self, holder: Node) -> None:
        for node in self._listed(holder, "servers", SERVERS):
            target = self._follow(node, SERVERS)
            if target is not None and (url := target.text("url")) is not None:
                self.nodes.servers.append(Server(self.files, target, url))

    def _path_item(self, node: Node, path: str | None) -> None:
        """Visit a path item; `path` is None if the platform is the caller. Members beside a reference count too."""
        target = self._follow(node, PARAMETERS if path is None else PATHS)
        for item in (node, target) if target is not None and target is not node else (node,):
            if isinstance(item.raw, dict) and (path, id(item.raw)) not in self.paths:
                self.paths.add((path, id(item.raw)))
                self._operations(item, path)

    def _operations(self, item: Node, path: str | None) -> None:
        if path is not None:
            self._listed_servers(item)
        self._parameters(item)
        for method, node in methods(item):
            holds = PARAMETERS if path is None else PATHS
            operation = self._follow(node, holds)
            if operation is None:
                continue
            if not isinstance(operation.raw, dict):
                self.nodes.malformed.append(Hole(operation, holds))
                continue
            if path is not None:
                self.nodes.operations.append(Operation(self.files, operation, method, path, item))
                self._listed_servers(operation)
            self._operation(operation)

    def _operation(self, operation: Node) -> None:
        if id(operation.raw) in self.seen:
            return
        self.seen.add(id(operation.raw))
        self._parameters(operation)
        if (body := operation.get("requestBody")) is not None:
            self._content(body)
        for _, response in self._members(operation, "responses", SCHEMAS):
            self._response(response)
        for _, callback in self._members(operation, "callbacks", PARAMETERS):
            self._callback(callback)

    def _callback(self, node: Node) -> None:
        target = self._follow(node, PARAMETERS)
        self.waiting.extend((item, None) for _, item in (target.members() if target else ()))

    def _parameters(self, holder: Node) -> None:
        for node in self._listed(holder, "parameters", PARAMETERS):
            self._parameter(node)

    def _parameter(self, node: Node) -> None:
        target = self._first_time(node, PARAMETERS)
        if target is None:
            return
        if target.text("in") not in {None, "body"}:
            self.nodes.parameters.append(Parameter(self.files, target))
        if (schema := target.get("schema")) is not None:
            self._schemas(schema)
        self._media_types(target)

    def _response(self, node: Node) -> None:
        target = self._first_time(node, SCHEMAS)
        if target is None:
            return
        if (schema := target.get("schema")) is not None:
            self._schemas(schema)
        for _, header in self._members(target, "headers", SCHEMAS):
            self._parameter(header)
        for _, link in self._members(target, "links", NOTHING):
            self._link(link)
        self._media_types(target)

    def _link(self, node: Node) -> None:
        self._follow(node, NOTHING)

    def _content(self, node: Node) -> None:
        target = self._first_time(node, SCHEMAS)
        if target is not None:
            self._media_types(target)

    def _media_types(self, holder: Node) -> None:
        self.files.exemplify(holder.get("schema"), holder)
        for _, media_type in self._members(holder, "content", SCHEMAS):
            self._media_type(media_type)

    def _media_type(self, node: Node) -> None:
        target = self._first_time(node, SCHEMAS)
        if target is None:
            return
        for key in ("schema", "itemSchema"):
            if (schema := target.get(key)) is not None:
                self._schemas(schema)
        self.files.exemplify(target.get("schema"), target)
        for _, encoding in self._members(target, "encoding", SCHEMAS):
            self.headers.extend(header for _, header in self._members(encoding, "headers", SCHEMAS))

    def _schemas(self, node: Node) -> None:
        stack = [node]
        while stack:
            schema = stack.pop()
            if not isinstance(schema.raw, dict) or id(schema.raw) in self.seen:
                continue
            self.seen.add(id(schema.raw))
            self.nodes.schemas.append(Schema(self.files, schema))
            self.files.exemplify(schema, schema)
            if schema.text("$ref") is not None and (target := self._follow(schema, SCHEMAS)) is not None:
                stack.append(target)
            stack.extend(self._subschemas(schema))

    def _subschemas(self, schema: Node) -> Iterator[Node]:
        raw = schema.raw
        for name, node in self._members(schema, "properties", SCHEMAS) if "properties" in raw else ():
            self.nodes.properties.append(Property(self.files, node, name, schema))
            yield node
        for key in NAMED_SCHEMAS:
            if key in raw:
                yield from (node for _, node in self._members(schema, key, SCHEMAS))
        for key in LISTED_SCHEMAS:
            if key in raw and (listed := schema.get(key)) is not None:
                yield from listed.items()
        for key in SINGLE_SCHEMAS:
            if key in raw and (single := schema.get(key)) is not None:
                yield single

    def _first_time(self, node: Node, holds: frozenset[str]) -> Node | None:
        """Return what the node means, if it is an object that was not visited before: many may refer to one."""
        target = self._follow(node, holds)
        if target is None or id(target.raw) in self.seen:
            return None
        if not isinstance(target.raw, dict):
            self.nodes.malformed.append(Hole(target, holds))
            return None
        self.seen.add(id(target.raw))
        return target

    def _members(self, holder: Node, key: str, holds: frozenset[str]) -> Iterator[tuple[str, Node]]:
        """Yield the members of a map, also of one that stands elsewhere and is referred to as a whole."""
        member = holder.get(key)
        target = self._follow(member, holds) if member is not None else None
        if target is None:
            return
        if not isinstance(target.raw, dict):
            self.nodes.malformed.append(Hole(target, holds))
        yield from target.members()

    def _listed(self, holder: Node, key: str, holds: frozenset[str]) -> Iterator[Node]:
        """Yield the items of a list, also of one that stands elsewhere and is referred to as a whole."""
        member = holder.get(key)
        target = self._follow(member, holds) if member is not None else None
        return target.items() if target is not None else iter(())

    def _follow(self, node: Node, holds: frozenset[str]) -> Node | None:
        target = self.files.follow(node, self.load)
        if target is None:
            self.nodes.dangling.append(Hole(node, holds))
        return target
