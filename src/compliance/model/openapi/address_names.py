"""Names that addresses hold: variables in braces (OpenAPI, Path Templating), and the names of a query."""

from collections.abc import Container, Iterator
from typing import Final
from urllib.parse import unquote

from compliance.model.openapi.files import DocumentFiles
from compliance.model.openapi.node import Node
from compliance.model.openapi.operation import methods
from compliance.model.openapi.parameter import Parameter
from compliance.model.pattern import late

_EXPRESSION: Final = late(r"\{([^{}]*)\}")
_GAP: Final = "\0"
_BETWEEN: Final = late("[&;]")
_SIGNS: Final = "+#./;?&*"
"""What may stand around a name in an expression (RFC 6570, section 2)."""


def names_in(address: str) -> Iterator[tuple[str, str]]:
    """Yield each name in an address once, with the place where it travels: path or query."""
    path, _, query = _EXPRESSION.sub(_GAP, address).partition("?")
    named: dict[str, str] = {}
    in_path = path.count(_GAP)
    for number, expression in enumerate(_EXPRESSION.findall(address)):
        is_path = number < in_path and expression[:1] not in {"?", "&"}
        for name in expression.split(","):
            named.setdefault(name.strip(_SIGNS).partition(":")[0], "path" if is_path else "query")
    for pair in _BETWEEN.split(query.partition("#")[0]):
        named.setdefault(unquote(pair.partition("=")[0]), "query")
    return ((name, place) for name, place in named.items() if name and _GAP not in name)


def undeclared(files: DocumentFiles, node: Node, address: str, *declared: Container[str]) -> Iterator[Parameter]:
    """Yield the parameters that an address names and nobody describes, as they stand where the address does."""
    for named in names_in(address):
        if not any(named[0] in names for names in declared):
            yield Parameter(files, node, named)


def declared_in(files: DocumentFiles, item: Node) -> frozenset[str]:
    """Return the names of the path and query parameters that a path item and its operations describe."""
    return files.remember(("declared", id(item.raw)), lambda: frozenset(_declared(files, item)))


def _declared(files: DocumentFiles, item: Node) -> Iterator[str]:
    for holder in (item, *(operation for _, operation in methods(item))):
        listed = holder.get("parameters")
        for node in listed.items() if listed is not None else ():
            target = files.follow(node)
            if target is not None and target.text("in") in {"path", "query"}:
                yield target.text("name") or ""
