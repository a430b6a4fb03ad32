"""Documented reads that can be sent without knowing more than document and record say."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from string import ascii_letters, digits
from types import MappingProxyType
from typing import Final
from urllib.parse import quote, quote_plus, unquote, unquote_plus

from compliance.model.dataclass import dataclass, field, replace
from compliance.model.openapi.document import Document
from compliance.model.openapi.operation import Operation
from compliance.model.openapi.parameter import IGNORED_HEADERS, Parameter
from compliance.model.openapi.security import keys_of
from compliance.probes.parameter_styles import in_path, in_query
from compliance.probes.sample_values import sample_value

_MOST_ENCODINGS: Final = 5
_SIGNS_OF_NAMES: Final = frozenset(f"{ascii_letters}{digits}!#$%&'*+-.^_`|~")
_OF_THE_MESSAGE: Final = frozenset(
    {"host", "content-length", "transfer-encoding", "connection", "upgrade", "te", "trailer", "expect", "cookie"}
)
Pairs = tuple[tuple[str, str], ...]
Values = Mapping[str, str | int]
_NOTHING: Final[Values] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Sample:
    """One operation with its path, query and headers filled in; `path` is relative to the base of the service.

    `shown` is the same without the values, `/citizens/{id}?year=…`: an example may be a real person's number. Nor are
    those of `headers` shown. `is_invented` says that a value was made up of its schema.
    """

    operation: Operation
    path: str
    shown: str
    headers: Pairs = field(default=(), repr=False)
    is_invented: bool = False

    def beside(self, usual: Pairs) -> Pairs:
        """Return its headers but for those that are sent anyway."""
        names = {name.lower() for name, _ in usual}
        return tuple(pair for pair in self.headers if pair[0].lower() not in names)


def without(sample: Sample, name: str) -> Sample:
    """Return the sample with a value of its query or its headers left out."""
    path, _, query = sample.path.partition("?")
    shown, _, _ = sample.shown.partition("?")
    parts = [(unquote_plus(part.partition("=")[0]), part) for part in query.split("&")]
    rest = [(key, part) for key, part in parts if part and key != name]
    if rest:
        path = f"{path}?{'&'.join(part for _, part in rest)}"
        shown = f"{shown}?{_shown_names(key for key, _ in rest)}"
    headers = tuple(pair for pair in sample.headers if pair[0] != name)
    return replace(sample, path=path, shown=shown, headers=headers)


def hidden(headers: Pairs) -> Pairs:
    """Return headers as reports show them, without their values: an example may be a real person's number."""
    return tuple((name, "…") for name, _ in headers)


def samples(document: Document, most: int = 2, known: Values = _NOTHING) -> tuple[Sample, ...]:
    """Return the first GET operations at the service's own address whose required parameters all have a value.

    Those that need credentials come first: what everybody may read says nothing of who is refused. If they take all
    places, one that everybody may read joins them: what is refused says nothing of the data. `known` are values by the
    name of a parameter that are said to exist; what values have to be made up for comes last.
    """
    found = tuple(islice(_samples(document, known, needs_credentials=True), most))
    others = _samples(document, known, needs_credentials=False)
    return (*found, *islice(others, max(most - len(found), 1)))


def _samples(document: Document, known: Values, *, needs_credentials: bool) -> Iterator[Sample]:
    made_up: list[Sample] = []
    for operation in document.nodes.operations:
        if operation.method != "get" or operation.needs_credentials is not needs_credentials:
            continue
        sample = filled(operation, known=known) if not is_elsewhere(operation) else None
        if sample is not None and sample.is_invented:
            made_up.append(sample)
        elif sample is not None:
            yield sample
    yield from made_up


def documented_reads(document: Document) -> int:
    """Return how many GET operations the document has at the service's own address."""
    return sum(each.method == "get" and not is_elsewhere(each) for each in document.nodes.operations)


def is_elsewhere(operation: Operation) -> bool:
    """Return whether the operation has `servers` of its own, which replace those that the record stands for.

    Source: OpenAPI 3.1, 4.8.9 and 4.8.10.
    """
    return operation.node.has("servers") or operation.path_item.has("servers")


def filled(
    operation: Operation, arguments: Mapping[str, str] = MappingProxyType({}), known: Values = _NOTHING
) -> Sample | None:
    """Return the path with sample values and, in the query, the values of `arguments` in place.

    None if a value is missing, misleads or would have to travel elsewhere, and if nobody can say what is to be sent:
    with a query in the path, or a body that GET, which has none, requires.
    """
    if not arguments and not known:
        sample: Sample | None = operation.once(("sample", operation.path), lambda: _filled(operation, arguments, known))
        return sample
    return _filled(operation, arguments, known)


def _filled(operation: Operation, arguments: Mapping[str, str], known: Values) -> Sample | None:
    if not _may_be_filled(operation) or not _can_be_sent(operation.path, *arguments, *arguments.values()):
        return None
    template = path = operation.path
    query = {name: f"{quote_plus(name)}={quote_plus(text)}" for name, text in arguments.items()}
    headers, is_invented = {}, False
    for parameter in _wanted(operation):
        if parameter.place == "query" and parameter.name in arguments:
            continue
        value = sample_value(parameter, known)
        if value is None or not _can_be_sent(parameter.name, value.text):
            return None
        is_invented = is_invented or value.is_invented
        items, is_list = value.items or (value.text,), bool(value.items)
        match parameter.place:
            case "path" if (written := in_path(parameter, items, is_list=is_list)) is not None:
                path = path.replace(f"{{{parameter.name}}}", written)
            case "query" if (written := in_query(parameter, items, is_list=is_list)) is not None:
                query[parameter.name] = written
            case "header" if _fits_a_field(parameter.name, value.text):
                headers[parameter.name] = value.text
            case _:
                return None
    if "{" in path or not path.startswith("/") or _leaves_its_place(path):
        return None
    fields = tuple(headers.items())
    if not query:
        return Sample(operation, path, template, fields, is_invented)
    sent = f"{path}?{'&'.join(query.values())}"
    return Sample(operation, sent, f"{template}?{_shown_names(query)}", fields, is_invented)


def _shown_names(names: Iterable[str]) -> str:
    """Return a query without its values."""
    return "&".join(f"{quote(name)}=…" for name in dict.fromkeys(names))


def _may_be_filled(operation: Operation) -> bool:
    """Return whether it is known where its values go, and nothing else has to be sent with them."""
    return {"?", "#"}.isdisjoint(operation.path) and not _requires_a_body_of_get(operation)


def _requires_a_body_of_get(operation: Operation) -> bool:
    """Return whether a read cannot be had without a body, which has no meaning in GET (RFC 9110, 9.3.1)."""
    body = operation.request_body if operation.method == "get" else None
    return body is not None and body.mapping.get("required") is True


def _wanted(operation: Operation) -> Iterator[Parameter]:
    """Yield the parameters that a request has to have; credentials are not among them."""
    keys = keys_of(operation.files)
    for parameter in operation.parameters():
        is_key = (parameter.place, parameter.name.lower()) in keys
        if parameter.is_required and not is_key and not _is_ignored(parameter.place, parameter.name):
            yield parameter


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


def _fits_a_field(name: str, value: str) -> bool:
    """Return whether a header can hold the value, and is none that says how the message itself is to be read."""
    is_name = bool(name) and all(sign in _SIGNS_OF_NAMES for sign in name)
    is_value = value.isascii() and value.isprintable() and value == value.strip()
    return is_name and is_value and name.lower() not in _OF_THE_MESSAGE


def _is_ignored(place: str, name: str) -> bool:
    return place == "header" and name.lower() in IGNORED_HEADERS
