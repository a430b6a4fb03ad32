"""Lists of values that are bare codes, and what such a list is for."""

from collections.abc import Iterator, Sequence
from typing import Any, Final

from compliance.model.openapi.node import Node
from compliance.model.pattern import late

NUMBER: Final = late(r"-?[0-9]{1,4}")
ABBREVIATION: Final = late(r"[A-Z]{1,2}[0-9]?|[A-Z]?[0-9]{1,3}")


def listed_in(node: Node) -> Sequence[Any]:
    """Return the values of a list, without those that stand for nothing."""
    listed = node.mapping.get("enum")
    return [value for value in listed if value not in (None, "")] if isinstance(listed, list) else []


def is_bare(values: Sequence[Any]) -> bool:
    """Return whether values are numbers or abbreviations, of which several are told apart."""
    return len(values) > 1 and (all(map(_is_number, values)) or all(map(_is_abbreviation, values)))


def _is_number(value: Any) -> bool:
    return type(value) is int or (isinstance(value, str) and NUMBER.fullmatch(value) is not None)


def _is_abbreviation(value: Any) -> bool:
    return type(value) in (int, str) and ABBREVIATION.fullmatch(str(value)) is not None


def holders(node: Node) -> Iterator[Node]:
    """Yield a schema, and what uses it there: the list it is for, the parameter or the header."""
    yield node
    while node.key in {"items", "schema"} and node.parent is not None:
        node = node.parent
        yield node


def name_of(node: Node) -> str:
    """Return the name of the member or the parameter that a schema is for, else where it stands."""
    last = list(holders(node))[-1]
    return last.text("name") or str(last.key) if last.has("in") else str(last.key)
