"""Conditions of a schema that are compared as a whole: the same, added, removed, or changed so that nobody can tell."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from compliance.model.openapi.node import Node

_CONDITIONS: Final = frozenset(
    {
        "not", "if", "then", "else", "dependentSchemas", "dependencies", "contains", "unevaluatedItems", "$dynamicRef",
        "$recursiveRef",
    }
)  # fmt: skip
_LOOKING_AT_ITEMS: Final = frozenset(
    {"items", "contains", "allOf", "anyOf", "oneOf", "if", "dependentSchemas", "$ref", "$dynamicRef"}
)


def conditions_of(node: Node) -> Iterator[tuple[str, Node]]:
    """Yield the conditions of a schema that can refuse a value, by keyword; those of a member by member."""
    if _CONDITIONS.isdisjoint(node.mapping):
        return
    for keyword in sorted(_CONDITIONS & node.mapping.keys()):
        inner = node.get(keyword)
        if inner is None or not _refuses(keyword, node.mapping):
            continue
        if keyword == "dependentSchemas":
            yield from ((f"{keyword}/{name}", member) for name, member in inner.members())
        else:
            yield keyword, inner


def is_rest_of_items(raw: Mapping[str, Any]) -> bool:
    """Return whether `unevaluatedItems` means what `items` would: where nothing beside it looks at items."""
    return "unevaluatedItems" in raw and _LOOKING_AT_ITEMS.isdisjoint(raw)


def _refuses(keyword: str, raw: Mapping[str, Any]) -> bool:
    if keyword == "if":
        return any(raw.get(each, True) not in ({}, True) for each in ("then", "else"))
    if keyword == "unevaluatedItems":
        return "items" not in raw and not is_rest_of_items(raw)
    if keyword == "contains":
        return raw.get("minContains") != 0 or "maxContains" in raw
    return "if" in raw and raw[keyword] not in ({}, True) if keyword in {"then", "else"} else True
