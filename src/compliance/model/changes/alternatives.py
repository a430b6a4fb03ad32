"""Which alternative of one document is which of another."""

from collections import deque
from collections.abc import Iterator, Sequence
from typing import Final

from compliance.model.changes.change import Change
from compliance.model.changes.discovery import changes_in
from compliance.model.changes.gathering import shape_of
from compliance.model.changes.pair import AlternativePair
from compliance.model.changes.sameness import Sameness, left_over
from compliance.model.changes.shape import Shape
from compliance.model.changes.term import Term
from compliance.model.changes.value import Value
from compliance.model.location import Place
from compliance.model.openapi.files import DocumentFiles
from compliance.model.openapi.node import Node

_ALIKE: Final = 0.3
_Pairs = list[tuple[Term, Term]]


class Matching:
    """Pairs alternatives that refer to one name, then those that say the same; `rest` is what is left on both sides."""

    def __init__(self, sameness: Sameness, older: Sequence[Term], newer: Sequence[Term]) -> None:
        self.pairs: _Pairs = []
        left, right = self._taken(list(older), list(newer), _of_one_name(older, newer))
        twins = sameness.twins([_node(term) for term in left], [_node(term) for term in right])
        self.rest = self._taken(left, right, dict(twins))

    def _taken(self, older: list[Term], newer: list[Term], twins: dict[int, int]) -> tuple[list[Term], list[Term]]:
        """Take pairs, by their numbers in both lists, and return what is left."""
        self.pairs.extend((older[one], newer[other]) for one, other in twins.items())
        return left_over(older, newer, twins)


def similarity(
    left: Sequence[Term], right: Sequence[Term], older: DocumentFiles, newer: DocumentFiles
) -> tuple[_Pairs, list[Term], list[Term]]:
    """Pair what is left by what it looks like; return the pairs, and what is like nothing on the other side."""
    twins: dict[int, int] = {}
    taken: set[int] = set()
    for _, one, other in sorted(_scores(left, right, older, newer), key=lambda scored: -scored[0]):
        if one not in twins and other not in taken:
            twins[one] = other
            taken.add(other)
    return [(left[one], right[other]) for one, other in twins.items()], *left_over(left, right, twins)


def _scores(
    left: Sequence[Term], right: Sequence[Term], older: DocumentFiles, newer: DocumentFiles
) -> Iterator[tuple[float, int, int]]:
    """Yield how much alternatives are alike, by their numbers in both lists."""
    if not (left and right):
        return
    shapes = [shape_of(term, newer) for term in right]
    for one, term in enumerate(left):
        shape = shape_of(term, older)
        for other, twin in enumerate(shapes):
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


def _of_one_name(older: Sequence[Term], newer: Sequence[Term]) -> dict[int, int]:
    """Return which refer to one name, by their numbers in both lists."""
    waiting: dict[str, deque[int]] = {}
    for number, term in enumerate(newer):
        waiting.setdefault(term.reference, deque()).append(number)
    named = ((number, waiting.get(term.reference)) for number, term in enumerate(older) if term.reference)
    return {number: found.popleft() for number, found in named if found}


def _node(term: Term) -> Node:
    return term.branch or term.nodes[0]


def title(term: Term) -> str:
    """Return what an alternative is called."""
    node = _node(term)
    return (term.reference or node.text("title") or node.text("type") or _members_of(node))[:60]


def titles(terms: tuple[Term, ...]) -> tuple[str, ...]:
    """Return what some alternatives are called, their members where one name is that of all."""
    found = tuple(map(title, terms))
    return found if len(set(found)) > 1 else tuple(_members_of(_node(term))[:60] for term in terms)


def _members_of(node: Node) -> str:
    """Return what a schema without a name is known by: its members, or those that it requires."""
    properties = node.get("properties")
    return ", ".join(properties.mapping if properties is not None else node.strings("required")) or "?"


def told_alternative(
    value: Value, term: Term, place: Place, *, is_added: bool, name: str = "", taken_by: tuple[str, ...] = ()
) -> Iterator[Change]:
    """Yield that an alternative stands on one side only, or is refused; `name` is what it is called."""
    node = _node(term)
    older, newer = (place, node.at) if is_added else (node.at, place)
    pair = AlternativePair(
        value.operation, value.part, value.label, older, newer, is_added, name or title(term), taken_by=taken_by
    )
    yield from changes_in(pair)


def place_of(shape: Shape, term: Term) -> Place:
    """Return where a value is described."""
    return (shape.nodes[0] if shape.nodes else _node(term)).at
