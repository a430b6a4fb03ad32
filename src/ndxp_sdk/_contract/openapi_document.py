"""A published document, read and taken apart into its operations. It is another party's, so nothing is believed."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from ndxp_sdk.errors import Facts, MissingExtra, UnexpectedAnswer, UsageError

METHODS: Final = ("get", "put", "post", "delete", "options", "head", "patch", "trace")
MOST_NODES: Final = 1_000_000
_SHARED: Final = ("parameters", "summary", "description")


@dataclass(frozen=True, slots=True)
class Outline:
    """An operation of a document; `name` is its operationId, or method and path where it has none."""

    name: str
    method: str
    path: str


@dataclass(frozen=True, slots=True)
class Document:
    """A document by its entity tag."""

    content: Mapping[str, Any]
    etag: str

    @property
    def outlines(self) -> tuple[Outline, ...]:
        """All operations, in the order of the document."""
        return tuple(self._outlines())

    def outline(self, name: str) -> Outline:
        """Return the operation of this operationId, or of `GET /path`. UsageError if there is none."""
        found = [each for each in self.outlines if name in {each.name, f"{each.method} {each.path}"}]
        if len(found) == 1:
            return found[0]
        known = ", ".join(each.name for each in self.outlines[:10])
        raise UsageError(
            f"the document has {len(found) or 'no'} operation {name[:100]!r}; among those it has are {known}"
        )

    def only(self, outline: Outline) -> dict[str, Any]:
        """Return the document with nothing but this operation, without security, which gateways see to."""
        item = self.content["paths"][outline.path]
        operation = {name: value for name, value in item[outline.method.lower()].items() if name not in _DROPPED}
        shared = {name: item[name] for name in _SHARED if name in item}
        kept = {name: value for name, value in self.content.items() if name not in {*_DROPPED, "paths", "webhooks"}}
        return {
            **kept,
            "servers": [{"url": ORIGIN}],
            "paths": {outline.path: {**shared, outline.method.lower(): operation}},
        }

    def _outlines(self) -> Iterator[Outline]:
        paths = self.content.get("paths")
        for path, item in paths.items() if isinstance(paths, Mapping) else ():
            for method in METHODS:
                operation = item.get(method) if isinstance(item, Mapping) else None
                if isinstance(operation, Mapping) and isinstance(path, str):
                    name = operation.get("operationId")
                    yield Outline(name if isinstance(name, str) else f"{method.upper()} {path}", method.upper(), path)


ORIGIN: Final = "https://service.example"
_DROPPED: Final = frozenset({"servers", "security"})


def document_of(content: bytes, etag: str) -> Document:
    """Read a document.

    Raises:
        UnexpectedAnswer: it is no OpenAPI document of version 3.
        UsageError: it refers to other documents, which are never fetched.
        MissingExtra: openapi-core is not installed.
    """
    read = _read(content)
    version = read.get("openapi") if isinstance(read, Mapping) else None
    if not isinstance(read, Mapping) or not isinstance(version, str) or not version.startswith("3."):
        found = "Swagger 2.0" if isinstance(read, Mapping) and "swagger" in read else "something else"
        raise _unusable(f"the published description is {found}: OpenAPI 3 is needed to check calls")
    _refuse_references(read)
    return Document(read, etag)


def _read(content: bytes) -> Any:
    try:
        return json.loads(content)
    except (ValueError, RecursionError):
        pass
    try:
        import yaml  # noqa: PLC0415 - part of an extra
    except ImportError as error:
        raise MissingExtra("contract mode needs openapi-core: pip install 'ndxp-sdk[validation]'") from error
    try:
        return yaml.safe_load(content)
    except (yaml.YAMLError, RecursionError, ValueError):
        raise _unusable("the published description is neither JSON nor YAML") from None


def _refuse_references(read: Any) -> None:
    """Each node once, because aliases of YAML can make a small text an endless tree."""
    waiting, seen = [read], set[int]()
    while waiting:
        node = waiting.pop()
        if id(node) in seen:
            continue
        seen.add(id(node))
        if len(seen) > MOST_NODES:
            raise _unusable("the published description is too large to check calls by it")
        if isinstance(node, Mapping):
            reference = node.get("$ref")
            if isinstance(reference, str) and not reference.startswith("#"):
                raise UsageError(
                    "the published description refers to another document, which is not fetched: bundle it"
                )
            waiting.extend(node.values())
        elif isinstance(node, list):
            waiting.extend(node)


def _unusable(text: str) -> UnexpectedAnswer:
    return UnexpectedAnswer(text, Facts(origin="provider", code="document-unusable"))
