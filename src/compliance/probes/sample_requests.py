"""Documented reads that can be sent without knowing more than the document says."""

from collections.abc import Iterator, Mapping
from itertools import islice
from types import MappingProxyType
from typing import Final
from urllib.parse import quote, unquote, urlencode

from compliance.model.dataclass import dataclass
from compliance.model.openapi.document import Document
from compliance.model.openapi.operation import Operation

# OpenAPI 3.1, 4.8.12.1: a parameter definition of one of these header names shall be ignored
_IGNORED_HEADERS: Final = frozenset({"accept", "authorization", "content-type"})
_MOST_ENCODINGS: Final = 5


@dataclass(frozen=True, slots=True)
class Sample:
    """One operation with its path and query filled in; `path` is relative to the base of the service.

    `shown` is the same without the values, `/citizens/{id}?year=…`: an example may be a real person's number.
    """

    operation: Operation
    path: str
    shown: str


def samples(document: Document, most: int = 2) -> tuple[Sample, ...]:
    """Return the first GET operations at the service's own address whose required parameters all have an example.

    Those that need credentials come first: what everybody may read says nothing of who is refused. If they take all
    places, one that everybody may read joins them: what is refused says nothing of the data.
    """
    found = tuple(islice(_samples(document, needs_credentials=True), most))
    others = _samples(document, needs_credentials=False)
    return (*found, *islice(others, max(most - len(found), 1)))


def _samples(document: Document, *, needs_credentials: bool) -> Iterator[Sample]:
    for operation in document.nodes.operations:
        if operation.method != "get" or operation.needs_credentials is not needs_credentials:
            continue
        if not is_elsewhere(operation) and (sample := filled(operation)) is not None:
            yield sample


def is_elsewhere(operation: Operation) -> bool:
    """Return whether the operation has `servers` of its own, which replace those that the record stands for.

    Source: OpenAPI 3.1, 4.8.9 and 4.8.10.
    """
    return operation.node.has("servers") or operation.path_item.has("servers")


def filled(operation: Operation, arguments: Mapping[str, str] = MappingProxyType({})) -> Sample | None:
    """Return the path with examples and, in the query, the values of `arguments` in place.

    None if an example is missing, misleads or would have to travel elsewhere.
    """
    template = path = operation.path.replace("?", "%3F").replace("#", "%23")
    query = dict(arguments)
    for parameter in operation.parameters():
        if not parameter.is_required or _is_ignored(parameter.place, parameter.name):
            continue
        if parameter.place == "query" and parameter.name in arguments:
            continue
        example = parameter.example()
        if example is not None and not _can_be_sent(example):
            return None
        match parameter.place:
            case "path" if example:
                path = path.replace(f"{{{parameter.name}}}", quote(example, safe=""))
            case "query" if example is not None:
                query[parameter.name] = example
            case _:
                return None
    if (
        "{" in path
        or not path.startswith("/")
        or _leaves_its_place(path)
        or not _can_be_sent(path, *query, *query.values())
    ):
        return None
    if not query:
        return Sample(operation, path, template)
    names = "&".join(f"{quote(name)}=…" for name in query)
    return Sample(operation, f"{path}?{urlencode(query)}", f"{template}?{names}")


def _leaves_its_place(path: str) -> bool:
    """Return whether a server could take it for another path: dot segments (RFC 3986, 5.2.4) or empty ones.

    They count however encoded; what is still encoded after a few rounds was written to mislead.
    """
    for _ in range(_MOST_ENCODINGS):
        segments = [segment.partition(";")[0] for segment in path.replace("\\", "/").split("/")]
        if any(segment in {".", ".."} for segment in segments) or "" in segments[1:-1]:
            return True
        decoded = unquote(path)
        if decoded == path:
            return False
        path = decoded
    return True


def _can_be_sent(*texts: str) -> bool:
    """Return whether all of it can be encoded; half a surrogate pair, which JSON may hold, cannot."""
    try:
        "".join(texts).encode()
    except UnicodeEncodeError:
        return False
    return True


def _is_ignored(place: str, name: str) -> bool:
    return place == "header" and name.lower() in _IGNORED_HEADERS
