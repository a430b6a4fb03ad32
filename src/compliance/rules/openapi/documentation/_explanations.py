"""Whether a document says in words what an operation does and what a parameter is."""

from collections.abc import Iterator, Mapping
from typing import Final

from compliance.model.codelist import phrase, plain
from compliance.model.facts import Facts
from compliance.model.openapi.address_names import names_in
from compliance.model.openapi.files import DocumentFiles
from compliance.model.openapi.operation import Operation, methods
from compliance.model.openapi.paging import is_of_paging
from compliance.model.openapi.parameter import Parameter
from compliance.model.words import searchable

_SHORTEST: Final = 15
_LONGEST_NAME: Final = 40
_SPEAKING: Final = frozenset(
    {"title", "example", "examples", "enum", "const", "x-example", "x-code-list", "pattern", "format"}
)
_STANDARD: Final = frozenset(
    {"accept", "authorization", "content-type", "etag", "traceparent", "tracestate", "user-agent"}
)
_STANDARD_BEGINNINGS: Final = (
    "accept-",
    "if-",
    "x-request",
    "x-correlation",
    "x-road",
    "content-",
    "cache-",
    "idempotency",
)


def _says_something(text: str, operation: Operation, facts: Facts) -> bool:
    """Return whether a text is more than a name: one word alone, the path or the id again are names."""
    words = text.split(maxsplit=2)
    if len(words) < 2 or text.endswith(operation.path):
        return False
    if len(text) > _LONGEST_NAME:
        return True
    if searchable(text).strip() in facts.document_words["template"]:
        return False
    names = {phrase(operation.node.text("operationId") or ""), phrase(operation.path)}
    return len(text) >= _SHORTEST or plain(text) != text or phrase(text) not in names


def is_explained(operation: Operation, facts: Facts) -> bool:
    """Return whether words beside an operation, or beside its path, say more than its name."""
    holders = (operation.node, operation.path_item)
    texts = (holder.text(key) for holder in holders for key in ("summary", "description"))
    return any(text and _says_something(text, operation, facts) for text in texts)


def is_anything_explained(files: DocumentFiles) -> bool:
    """Return whether any words stand beside the operations, as far as these are written in the paths."""
    paths = files.root.get("paths")
    for _, item in paths.members() if paths is not None else ():
        for holder in (item, *(node for _, node in methods(item))):
            if holder.text("summary") or holder.text("description") or holder.has("$ref"):
                return True
    return False


def _speaks_for_itself(parameter: Parameter, facts: Facts) -> bool:
    """Return whether a caller can see what to send."""
    stated = parameter.node.mapping
    if stated.get("description") or not _SPEAKING.isdisjoint(stated):
        return True
    schema = parameter.schema
    if schema.keyword("description") or any(schema.keyword(key) is not None for key in _SPEAKING):
        return True
    name = parameter.name.lower()
    is_standard = parameter.place in {"header", "cookie"} and (
        name in _STANDARD or name.startswith(_STANDARD_BEGINNINGS)
    )
    is_known = is_of_paging(parameter.name) or facts.field_names.concept(parameter.name) is not None
    return is_standard or is_known or any(map(is_of_paging, schema.members()))


def unclear_parameters(operation: Operation, facts: Facts) -> Iterator[Parameter]:
    """Yield the required parameters of which a caller cannot see what to send, those of one item at its first path.

    The address says what a variable in it is: `/ho/{ma}` takes what tells one `ho` from another. `/ho/{ma}/{x}` does
    not say what `x` is.
    """
    unclear = operation.once("unclear", lambda: _unclear(operation, facts))
    if unclear and operation.once("first path", lambda: operation.path) == operation.path:
        yield from (each for each in unclear.values() if each.place != "path")
    for name, place in names_in(operation.path) if unclear else ():
        parameter = unclear.get(name)
        if parameter is not None and place == parameter.place == "path" and not _is_after_a_part(name, operation.path):
            yield parameter


def _unclear(operation: Operation, facts: Facts) -> Mapping[str, Parameter]:
    required = (each for each in operation.parameters() if each.is_required)
    return {each.name: each for each in required if not _speaks_for_itself(each, facts)}


def _is_after_a_part(name: str, path: str) -> bool:
    before = path.partition(f"/{{{name}}}")[0]
    return before not in {"", path} and not before.endswith("}")
