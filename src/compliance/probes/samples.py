"""Documented reads that can be asked without knowing more than the document says."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Final
from urllib.parse import quote, urlencode

from compliance.model.openapi.document import Document
from compliance.model.openapi.nodes import Operation
from compliance.model.place import Place

# OpenAPI 3.1, 4.8.12.1: a parameter definition of one of these header names shall be ignored
_IGNORED_HEADERS: Final = frozenset({"accept", "authorization", "content-type"})


@dataclass(frozen=True, slots=True)
class Sample:
    """One operation with its path and query filled in; `path` is relative to the base of the service."""

    operation: Place
    path: str


def samples(document: Document, most: int = 2) -> tuple[Sample, ...]:
    """The first GET operations whose required parameters all have an example."""
    return tuple(islice(_samples(document), most))


def _samples(document: Document) -> Iterator[Sample]:
    for operation in document.nodes.operations:
        if operation.method == "get" and (path := _filled(operation)) is not None:
            yield Sample(operation.at, path)


def _filled(operation: Operation) -> str | None:
    """The path with examples in place; null where one is missing or would have to travel elsewhere."""
    path = operation.path.replace("?", "%3F").replace("#", "%23")
    query = {}
    for parameter in operation.parameters():
        if not parameter.is_required or _is_ignored(parameter.place, parameter.name):
            continue
        example = parameter.example()
        match parameter.place:
            case "path" if example:
                path = path.replace(f"{{{parameter.name}}}", quote(example, safe=""))
            case "query" if example is not None:
                query[parameter.name] = example
            case _:
                return None
    if "{" in path or not path.startswith("/"):
        return None
    return f"{path}?{urlencode(query)}" if query else path


def _is_ignored(place: str, name: str) -> bool:
    return place == "header" and name.lower() in _IGNORED_HEADERS
