"""Operations read from a document, each when it is first asked for."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, Final
from urllib.parse import quote, urlsplit

from ndxp_mocks.lazy import lazy_property
from ndxp_mocks.openapi.dialect import Dialect
from ndxp_mocks.openapi.endpoint import Body, Endpoint, Header, Media, Parameter, Response
from ndxp_mocks.openapi.examples import examples_in
from ndxp_mocks.openapi.openapi_2 import body_of, content_of, parameter_of
from ndxp_mocks.openapi.source import Node, Source, Unserved

METHODS: Final = ("get", "put", "post", "delete", "options", "head", "patch", "trace", "query")
_IGNORED: Final = frozenset({"accept", "authorization", "content-type"})
_WITHOUT_BODY: Final = frozenset({"get", "head"})
"""Methods in which a body means nothing, so that nobody has to send one (RFC 9110, 9.3.1; OpenAPI 3.0, 4.7.10)."""
_SAFE: Final = "/%:@!$&'()*+,;=~"  # RFC 3986, 3.3, and what is encoded already
_STYLES: Final = {"path": "simple", "query": "form", "header": "simple", "cookie": "form"}


@dataclass(frozen=True, slots=True, eq=False)
class DocumentedOperation:
    """An operation as it stands in the document, not looked into yet; each is there once."""

    method: str
    template: str
    item: Node
    node: Node

    @property
    def name(self) -> str:
        return f"{self.method.upper()} {self.template}"


class DocumentReader:
    """Reads the operations of one document."""

    def __init__(self, source: Source, dialect: Dialect) -> None:
        self.source = source
        self.dialect = dialect
        self.endpoint = cache(self._endpoint)

    @lazy_property
    def documented(self) -> tuple[DocumentedOperation | tuple[str, Unserved], ...]:
        """All operations in the order of the document; a path that cannot be read with the reason why."""
        return tuple(self._documented())

    def _documented(self) -> Iterator[DocumentedOperation | tuple[str, Unserved]]:
        for template, raw in self.source.root.get("paths", {}).items():
            if not template.startswith("/"):
                continue
            try:
                item = self.source.followed(Node("", raw))
            except Unserved as error:
                yield template, error
                continue
            others = item.get("additionalOperations")
            for method in METHODS:
                if isinstance(item.get(method).raw, dict):
                    yield DocumentedOperation(method, template, item, item.get(method))
            for method, each in others.raw.items() if isinstance(others.raw, dict) else ():
                if isinstance(each, dict):
                    yield DocumentedOperation(method, template, item, others.get(method))

    def operations(self) -> Iterator[DocumentedOperation]:
        """Yield every operation whose path can be read."""
        return (each for each in self.documented if isinstance(each, DocumentedOperation))

    def variable_below(self, template: str) -> str | None:
        """Return the name by which the document reads one thing of the list at a path, None if it reads none there."""
        start = f"{template.rstrip('/')}/{{"
        below = (each.template.removeprefix(start) for each in self.operations() if each.template.startswith(start))
        return next((name[:-1] for name in below if name.endswith("}") and "/" not in name and "{" not in name), None)

    def base(self) -> str:
        """Return the path of the first server as a request has it, below which all operations lie.

        Empty for the root.
        """
        return quote(self._written_base(), safe=_SAFE)

    def _written_base(self) -> str:
        if self.source.version == "2.0":
            return str(self.source.root.get("basePath") or "").rstrip("/")
        servers = self.source.top.items("servers")
        server = servers[0] if servers and isinstance(servers[0], dict) else {}
        url = str(server.get("url") or "")
        variables = server.get("variables")
        for name, each in variables.items() if isinstance(variables, dict) else ():
            url = url.replace(f"{{{name}}}", str(each.get("default", "")) if isinstance(each, dict) else "")
        try:
            path = urlsplit(url).path.rstrip("/")
        except ValueError:
            return ""
        return path if path.startswith("/") else f"/{path}" if path else ""

    def _endpoint(self, documented: DocumentedOperation) -> Endpoint:
        """Return the operation with everything followed. Raises Unserved if something of it leads nowhere."""
        parameters = self._parameters(documented)
        is_old = self.source.version == "2.0"
        found = (self._parameter(each) for each in parameters if str(each.raw.get("in")) not in {"body", "formData"})
        body = (
            body_of(self.source, self.dialect, documented.node, parameters) if is_old else self._body(documented.node)
        )
        if documented.method in _WITHOUT_BODY and body is not None:
            body = replace(body, is_required=False)
        return Endpoint(
            documented.method,
            documented.template,
            documented.node,
            tuple(each for each in found if each is not None),
            body,
            self._responses(documented.node),
            self.security(documented),
        )

    def _parameters(self, documented: DocumentedOperation) -> list[Node]:
        """Return those of the operation and those of its path that it does not replace."""
        found: dict[tuple[str, str], Node] = {}
        for owner in (documented.item, documented.node):
            for raw in owner.items("parameters"):
                node = self.source.followed(Node(owner.file, raw))
                if not isinstance(node.raw, dict):
                    raise Unserved("parameter_is_none", operation=documented.name)
                found[str(node.raw.get("in")), str(node.raw.get("name"))] = node
        return list(found.values())

    def _parameter(self, node: Node) -> Parameter | None:
        raw, name, place = node.raw, str(node.raw.get("name")), str(node.raw.get("in"))
        if place not in _STYLES or (place == "header" and name.lower() in _IGNORED):
            return None
        if self.source.version == "2.0":
            return parameter_of(self.dialect, node)
        media_type = next(iter(node.mapping("content")), None)
        owner = self._written_as(node)
        style = str(raw.get("style") or _STYLES[place])
        explodes = raw.get("explode")
        return Parameter(
            name,
            place,
            place == "path" or raw.get("required") is True,
            self.dialect.schema(owner.get("schema"), "request"),
            style,
            style == "form" if explodes is None else explodes is True,
            node,
            media_type,
        )

    def _written_as(self, node: Node) -> Node:
        """Return where the schema of a parameter or a header stands: below its media type, if it has one."""
        content = node.mapping("content")
        return Node(node.file, next(iter(content.values()))) if content else node

    def _body(self, node: Node) -> Body | None:
        if "requestBody" not in node.raw:
            return None
        body = self.source.followed(node.get("requestBody"))
        is_required = isinstance(body.raw, dict) and body.raw.get("required") is True
        return Body(self._content(body, "request"), is_required)

    def _content(self, node: Node, mode: Any) -> tuple[Media, ...]:
        found = []
        for name, raw in node.mapping("content").items():
            media = self.source.followed(Node(node.file, raw))
            schema = self.dialect.schema(media.get("schema"), mode)
            if isinstance(media.raw, dict) and "schema" not in media.raw and "itemSchema" in media.raw:
                schema = {"type": "array", "items": self.dialect.schema(media.get("itemSchema"), mode)}
            found.append(Media(name, schema, media, tuple(examples_in(self.source, media))))
        return tuple(found)

    def _responses(self, node: Node) -> dict[str, Response]:
        found = {}
        for key, raw in node.mapping("responses").items():
            if key.startswith("x-"):
                continue
            response = self.source.followed(Node(node.file, raw))
            is_old = self.source.version == "2.0"
            content = (
                content_of(self.source, self.dialect, node, response) if is_old else self._content(response, "answer")
            )
            name = key.upper() if key.upper().endswith("XX") else key
            found[name] = Response(name, content, tuple(self._headers(response)))
        return found

    def _headers(self, response: Node) -> Iterator[Header]:
        for name, raw in response.mapping("headers").items():
            header = self.source.followed(Node(response.file, raw))
            if not isinstance(header.raw, dict) or name.lower() == "content-type":
                continue
            owner = header if self.source.version == "2.0" else self._written_as(header).get("schema")
            yield Header(name, header.raw.get("required") is True, self.dialect.schema(owner, "answer"), header)

    def security(self, documented: DocumentedOperation) -> tuple[dict[str, tuple[str, ...]], ...]:
        """Return the alternatives of what an operation demands of its callers: schemes with scopes."""
        stated = documented.node.raw.get("security", self.source.root.get("security"))
        listed = [each for each in stated if isinstance(each, dict)] if isinstance(stated, list) else []
        return tuple(
            {name: tuple(map(str, scopes)) if isinstance(scopes, list) else () for name, scopes in each.items()}
            for each in listed
        )
