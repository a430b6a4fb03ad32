"""Whether an operation asks for less than it did."""

from collections.abc import Iterator
from typing import Final

from compliance.model.openapi.document import Document
from compliance.model.openapi.node import Node
from compliance.model.openapi.operation import Operation

Demand = frozenset[tuple[str, str]]
_TOLD_BY: Final = ("type", "in", "name", "scheme", "openIdConnectUrl")


def demands(operation: Operation, document: Document) -> list[Demand] | None:
    """Return the alternatives, each as schemes with their scopes; None if one names a scheme that cannot be seen."""
    security = operation.security
    if security is None or not isinstance(security.raw, list):
        return []
    schemes = {scheme.name: scheme.node for scheme in document.nodes.security_schemes}
    alternatives = [alternative for alternative in security.items() if isinstance(alternative.raw, dict)]
    if any(name not in schemes for alternative in alternatives for name in alternative.raw):
        return None
    return [frozenset(_demanded(alternative, schemes)) for alternative in alternatives]


def _demanded(alternative: Node, schemes: dict[str, Node]) -> Iterator[tuple[str, str]]:
    for name in alternative.mapping:
        scheme = _identity(schemes[name])
        yield scheme, ""
        yield from ((scheme, scope) for scope in alternative.strings(name))


def _identity(scheme: Node) -> str:
    """Return what a scheme is, whatever it is called; `basic` of version 2 is a scheme of HTTP."""
    told = [scheme.text(key) or "" for key in _TOLD_BY]
    return "http|||basic|" if told[0] == "basic" else "|".join(told).lower()


def is_weakened(older: list[Demand], newer: list[Demand]) -> bool:
    """Return whether a way in is open that asks for a part of what was asked for, and for nothing else."""
    if not older or frozenset() in older:
        return False
    ways = newer or [frozenset()]
    return any(any(way < asked for asked in older) and not any(asked <= way for asked in older) for way in ways)
