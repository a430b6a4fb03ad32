"""What operations demand of callers, in two documents side by side."""

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache
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


# this and what follows is remembered, because most operations of a document have the same ways in
@lru_cache(maxsize=8)
def written(ways: tuple[Demand, ...]) -> str:
    """Write ways in for a message: schemes with their scopes, alternatives apart."""
    return " | ".join(map(_written, ways))[:200]


def _written(way: Demand) -> str:
    scopes: dict[str, list[str]] = {}
    for scheme, scope in sorted(way):
        scopes.setdefault(scheme, []).extend(filter(None, [scope]))
    return " + ".join(f"{name} ({', '.join(asked)})" if asked else name for name, asked in scopes.items())


@lru_cache(maxsize=8)
def closed_ways(older: tuple[Demand, ...], newer: tuple[Demand, ...]) -> tuple[Demand, ...]:
    """Return the ways in that were open and of which every one that is left asks for more, or for something else."""
    asking_less = _Within(newer or (frozenset(),))
    return tuple(asked for asked in older or (frozenset(),) if not any(True for _ in asking_less.of(asked)))


@lru_cache(maxsize=8)
def is_weakened(older: tuple[Demand, ...], newer: tuple[Demand, ...]) -> bool:
    """Return whether a way in is open that asks for a part of what was asked for, and for nothing else."""
    if not older or frozenset() in older:
        return False
    ways = dict.fromkeys(newer or (frozenset(),))
    known, parts = _Within(older), _Within(ways)
    weaker = {way for asked in older for way in parts.of(asked) if way < asked}
    return any(not any(True for _ in known.of(way)) for way in weaker)


class _Within:
    """Some ways in, each found again from all that ask for as much, by what the fewest of them ask for."""

    def __init__(self, ways: Iterable[Demand]) -> None:
        ways = tuple(ways)
        counts = Counter(demand for way in ways for demand in way)
        self._found: dict[tuple[str, str] | None, list[Demand]] = {}
        for way in ways:
            rarest = min(way, key=counts.__getitem__, default=None)
            self._found.setdefault(rarest, []).append(way)

    def of(self, asked: Demand) -> Iterator[Demand]:
        """Yield those that ask for nothing beside what is asked."""
        candidates = (way for demand in (None, *asked) for way in self._found.get(demand, ()))
        return (way for way in candidates if way <= asked)
