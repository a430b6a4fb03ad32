"""What operations demand of callers, in two documents side by side."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from compliance.model.openapi.document import Document
from compliance.model.openapi.node import Node
from compliance.model.openapi.operation import Operation

Demand = frozenset[tuple[str, str]]
"""One way in: what schemes are, each alone and with each scope that is asked for; empty if nothing is."""
_TOLD_BY: Final = ("type", "in", "name", "scheme", "openIdConnectUrl")


def demands(operation: Operation, document: Document) -> list[Demand] | None:
    """Return the alternatives, each as schemes with their scopes; None if one names a scheme that cannot be seen."""
    security = operation.security
    if security is None or not isinstance(security.raw, list):
        return []
    # remembered, because that of the document counts for most operations, and in a list, because None is no answer yet
    key = ("demands", id(security.raw))
    return document.files.remember(key, lambda: [_alternatives(security, document)])[0]


def _alternatives(security: Node, document: Document) -> list[Demand] | None:
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
    if told[0] == "basic":
        return "http basic"
    name = told[2] if told[1] == "cookie" else told[2].lower()
    return " ".join(filter(None, (told[0], told[1], name, told[3].lower(), told[4])))


def written(ways: Iterable[Demand]) -> str:
    """Write ways in for a message: schemes with their scopes, alternatives apart."""
    return " | ".join(_written(way) for way in ways)[:200]


def _written(way: Demand) -> str:
    schemes = sorted({scheme for scheme, _ in way})
    scopes = {scheme: sorted(scope for name, scope in way if name == scheme and scope) for scheme in schemes}
    return " + ".join(f"{name} ({', '.join(scopes[name])})" if scopes[name] else name for name in schemes)


def closed_ways(older: Sequence[Demand], newer: Sequence[Demand]) -> list[Demand]:
    """Return the ways in that were open and of which every one that is left asks for more, or for something else."""
    ways = newer or [frozenset()]
    return [asked for asked in older or [frozenset()] if not any(way <= asked for way in ways)]


def is_weakened(older: Sequence[Demand], newer: Sequence[Demand]) -> bool:
    """Return whether a way in is open that asks for a part of what was asked for, and for nothing else."""
    if not older or frozenset() in older:
        return False
    ways = newer or [frozenset()]
    return any(any(way < asked for asked in older) and not any(asked <= way for asked in older) for way in ways)
