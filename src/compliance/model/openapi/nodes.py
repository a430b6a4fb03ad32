"""The kinds of node that rules look at. Each is a view; what is computed is computed when asked for."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from compliance.model.location import Place
from compliance.model.openapi.document import Document
from compliance.model.openapi.node import Node

_MOST_PARTS = 100


@dataclass(frozen=True, slots=True)
class _View:
    document: Document = field(repr=False)
    node: Node

    @property
    def at(self) -> Place:
        return self.node.at


@dataclass(frozen=True, slots=True)
class Server(_View):
    """A server address. In version 2.0 it is put together from host, base path and scheme."""

    url: str


@dataclass(frozen=True, slots=True)
class SecurityScheme(_View):
    """A named way to authenticate, from `components` or `securityDefinitions`."""

    name: str

    @property
    def kind(self) -> str | None:
        """apiKey, http, oauth2, openIdConnect, mutualTLS, or basic in version 2.0."""
        return self.node.text("type")


@dataclass(frozen=True, slots=True)
class Schema(_View):
    """A schema, at the place where it is written; the target of a reference is a schema of its own."""

    def types(self) -> frozenset[str]:
        """The types a value may have, stated here, behind a reference, in parts, or for the items of a list."""
        found: set[str] = set()
        waiting = [self.node]
        seen: set[int] = set()
        while waiting and len(seen) < _MOST_PARTS:
            node = waiting.pop()
            if id(node.raw) in seen:
                continue
            seen.add(id(node.raw))
            stated = node.text("type")
            found.update([stated] if stated else node.strings("type"))
            waiting.extend(self._parts(node))
        return frozenset(found)

    def _parts(self, node: Node) -> Iterator[Node]:
        if node.text("$ref") is not None and (target := self.document.follow(node)) is not None:
            yield target
        for key in ("allOf", "anyOf", "oneOf"):
            listed = node.get(key)
            yield from listed.items() if listed is not None else ()
        if (items := node.get("items")) is not None:
            yield items


@dataclass(frozen=True, slots=True)
class Property(_View):
    """A named schema inside an object."""

    name: str
    parent: Node

    @property
    def schema(self) -> Schema:
        return Schema(self.document, self.node)


@dataclass(frozen=True, slots=True)
class Parameter(_View):
    """A query, path, header, cookie or form parameter, at the place where it is written."""

    @property
    def name(self) -> str:
        return self.node.text("name") or ""

    @property
    def place(self) -> str:
        """Where it travels: query, path, header, cookie, formData or querystring."""
        return self.node.text("in") or ""

    @property
    def is_required(self) -> bool:
        return self.node.mapping.get("required") is True or self.place == "path"

    @property
    def schema(self) -> Schema:
        """Its schema; in version 2.0 the parameter is its own."""
        return Schema(self.document, self.node.get("schema") or self.node)

    def example(self) -> str | None:
        """A sample value the document gives, as text for an address."""
        schema = self.document.follow(self.schema.node)
        for node in (self.node, schema):
            if node is None:
                continue
            for key in ("example", "x-example", "default"):
                value = node.mapping.get(key)
                if isinstance(value, str | int | float) and not isinstance(value, bool):
                    return str(value)
        return None


@dataclass(frozen=True, slots=True)
class Operation(_View):
    """One method of one path that the platform offers; callbacks and webhooks go the other way and are not meant."""

    method: str
    path: str
    path_item: Node = field(repr=False)

    @property
    def name(self) -> str:
        """For messages: `GET /citizens/{id}`."""
        return f"{self.method.upper()} {self.path}"

    @property
    def is_open(self) -> bool:
        """Whether the document marks it as open data (`x-sharing-form: open`) here, on the path or for the whole."""
        for node in (self.node, self.path_item, self.document.root):
            form = node.text("x-sharing-form")
            if form is not None:
                return form == "open"
        return False

    @property
    def security(self) -> Node | None:
        """The security that counts: its own, else the document's, else null."""
        return self.node.get("security") or self.document.root.get("security")

    def parameters(self) -> Iterator[Parameter]:
        """Its parameters and those of its path that it does not replace, followed to where they are written."""
        seen: set[tuple[str, str]] = set()
        for owner in (self.node, self.path_item):
            listed = owner.get("parameters")
            for node in listed.items() if listed else ():
                target = self.document.follow(node)
                if target is None or target.text("in") == "body":
                    continue
                parameter = Parameter(self.document, target)
                if (key := (parameter.name, parameter.place)) not in seen:
                    seen.add(key)
                    yield parameter
