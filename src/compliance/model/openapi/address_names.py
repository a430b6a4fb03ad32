"""Names that addresses hold: variables in braces (OpenAPI, Path Templating), and the names of a query."""

import re
from collections.abc import Iterable, Iterator
from typing import Final
from urllib.parse import unquote

from compliance.model.openapi.files import DocumentFiles
from compliance.model.openapi.node import Node
from compliance.model.openapi.operation import methods
from compliance.model.openapi.parameter import Parameter

_EXPRESSION: Final = re.compile(r"\{([^{}]*)\}")
_SIGNS: Final = "+#./;?&*"
"""What may stand around a name in an expression (RFC 6570, section 2)."""


def names_in(address: str) -> Iterator[tuple[str, str]]:
    """Yield each name in an address once, with the place where it travels: path or query."""
    path, _, query = address.partition("?")
    pairs = re.split("[&;]", query.partition("#")[0]) if query else []
    named = dict.fromkeys((name, "path") for name in _variables(path))
    named.update(dict.fromkeys((name, "query") for name in _variables(query)))
    named.update(dict.fromkeys((unquote(pair.partition("=")[0]), "query") for pair in pairs))
    yield from (pair for pair in named if pair[0] and "{" not in pair[0])


def undeclared(files: DocumentFiles, node: Node, address: str, declared: Iterable[str] = ()) -> Iterator[Parameter]:
    """Yield the parameters that an address names and nobody describes, as they stand where the address does."""
    known = frozenset(declared)
    return (Parameter(files, node, named) for named in names_in(address) if named[0] not in known)


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


def _variables(text: str) -> Iterator[str]:
    for expression in _EXPRESSION.findall(text):
        yield from (name.strip(_SIGNS).partition(":")[0] for name in expression.split(","))
