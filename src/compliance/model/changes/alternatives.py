"""Which alternative of one document is which of another."""

from collections.abc import Iterator, Sequence
from typing import Final

from compliance.model.changes.gathering import shape_of
from compliance.model.changes.sameness import Sameness
from compliance.model.changes.shape import Shape
from compliance.model.changes.term import Term
from compliance.model.openapi.files import DocumentFiles
from compliance.model.openapi.node import Node

_ALIKE: Final = 0.3
_Pairs = list[tuple[Term, Term]]


class Matching:
    """Pairs alternatives that refer to one name, then those that say the same; `rest` is what is left on both sides."""

    def __init__(self, sameness: Sameness, older: Sequence[Term], newer: Sequence[Term]) -> None:
        self.pairs: _Pairs = []
        left, right = list(older), list(newer)
        for is_match in (_has_name_of, lambda one, other: sameness.holds(_node(one), _node(other))):
            for term in list(left):
                match = next((other for other in right if is_match(term, other)), None)
                if match is not None:
                    self.pairs.append((term, match))
                    left.remove(term)
                    right.remove(match)
        self.rest = left, right


def similarity(
    left: Sequence[Term], right: Sequence[Term], older: DocumentFiles, newer: DocumentFiles
) -> tuple[_Pairs, list[Term], list[Term]]:
    """Pair what is left by what it looks like; return the pairs, and what is like nothing on the other side."""
    pairs: _Pairs = []
    rest, waiting = list(left), list(right)
    for _, one, other in sorted(_scores(left, right, older, newer), key=lambda scored: -scored[0]):
        if one in rest and other in waiting:
            rest.remove(one)
            waiting.remove(other)
            pairs.append((one, other))
    return pairs, rest, waiting


def _scores(
    left: Sequence[Term], right: Sequence[Term], older: DocumentFiles, newer: DocumentFiles
) -> Iterator[tuple[float, Term, Term]]:
    if not (left and right):
        return
    shapes = [(term, shape_of(term, newer)) for term in right]
    for one in left:
        shape = shape_of(one, older)
        for other, twin in shapes:
            if (score := _score(shape, twin)) >= _ALIKE:
                yield score, one, other


def _score(one: Shape, other: Shape) -> float:
    """Return how much two shapes are alike: objects by the names of their members, others by their types."""
    left, right = one.kinds or frozenset(), other.kinds or frozenset()
    if not left & right:
        return 0.0
    names = one.properties.keys() | other.properties.keys()
    if not names:
        return 1.0 if left == right else 0.5
    return len(one.properties.keys() & other.properties.keys()) / len(names)


def _has_name_of(one: Term, other: Term) -> bool:
    return bool(one.reference) and one.reference == other.reference


def _node(term: Term) -> Node:
    return term.branch or term.nodes[0]


def title(term: Term) -> str:
    """Return what an alternative is called."""
    node = term.branch or term.nodes[0]
    return (term.reference or node.text("title") or node.text("type") or _members_of(node))[:60]


def titles(terms: tuple[Term, ...]) -> tuple[str, ...]:
    """Return what some alternatives are called, their members where one name is that of all."""
    found = tuple(map(title, terms))
    nodes = [term.branch or term.nodes[0] for term in terms]
    return found if len(set(found)) > 1 else tuple(_members_of(node)[:60] for node in nodes)


def _members_of(node: Node) -> str:
    """Return what a schema without a name is known by: its members, or those that it requires."""
    properties = node.get("properties")
    return ", ".join(properties.mapping if properties is not None else node.strings("required")) or "?"
