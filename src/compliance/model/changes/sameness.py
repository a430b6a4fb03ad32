"""Whether two schemas say the same, whatever the order, the references and the words for people."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, Final, TypeVar

from compliance.model.changes.sketch import NAMED, UNORDERED, Sketches, is_told
from compliance.model.openapi.files import DocumentFiles
from compliance.model.openapi.node import Node

T = TypeVar("T")

_MOST_PAIRS: Final = 10_000
_MOST_TRIED: Final = 100
"""Schemas that look alike and differ in their depth, after which none is tried for the twin of one."""


class Sameness:
    """Compares schemas of two documents; what refers back to itself is the same if nothing else tells it apart."""

    def __init__(self, older: DocumentFiles, newer: DocumentFiles) -> None:
        self.older = older
        self.newer = newer
        self._known: dict[tuple[int, int], bool] = {}
        self._sketches = Sketches(older), Sketches(newer)

    def holds(self, older: Node, newer: Node) -> bool:
        """Return whether two schemas say the same; False if that is too much work to find out."""
        trail: list[tuple[int, int]] = []
        try:
            is_same = self._schemas(older, newer, trail)
        except RecursionError:
            is_same = False
        if not is_same:
            self._forget(trail)
        return is_same

    def unmatched(
        self, older: Sequence[tuple[str, Node]], newer: Sequence[tuple[str, Node]], keyword: str
    ) -> tuple[list[Node], list[Node]]:
        """Return what is left of the schemas under a keyword when those are taken away that say the same."""
        asked = [node for name, node in older if name == keyword]
        rest = [node for name, node in newer if name == keyword]
        return left_over(asked, rest, dict(self.twins(asked, rest)))

    def twins(self, older: Sequence[Node], newer: Sequence[Node]) -> Iterator[tuple[int, int]]:
        """Yield which of some schemas say the same, by their numbers in both lists, each once at most."""
        waiting = self._by_sketch(newer)
        for number, node in enumerate(older):
            others = waiting.get(self._sketches[0].of(node), {})
            found = next((place for place in islice(others, _MOST_TRIED) if self.holds(node, newer[place])), None)
            if found is not None:
                del others[found]
                yield number, found

    def _by_sketch(self, nodes: Sequence[Node]) -> dict[int, dict[int, None]]:
        found: dict[int, dict[int, None]] = {}
        for number, node in enumerate(nodes):
            found.setdefault(self._sketches[1].of(node), {})[number] = None
        return found

    def _forget(self, trail: list[tuple[int, int]]) -> None:
        """Forget what was assumed on a way that led nowhere; what was found to differ differs whatever was assumed."""
        for pair in trail:
            if self._known.get(pair):
                del self._known[pair]

    def _schemas(self, older: Node, newer: Node, trail: list[tuple[int, int]]) -> bool:
        beside = [_beside(node) for node in (older, newer)]
        if self.older.uses_json_schema and any(beside):
            is_alike = beside[0] == beside[1] and all(self._members(key, older, newer, trail) for key in beside[0])
            if not is_alike:
                return False
        left, right = self.older.follow(older), self.newer.follow(newer)
        if left is None or right is None:
            return False
        if not isinstance(left.raw, dict) or not isinstance(right.raw, dict):
            return _equal(left.raw, right.raw)
        pair = (id(left.raw), id(right.raw))
        if pair in self._known:
            return self._known[pair]
        if len(trail) >= _MOST_PAIRS:
            return False
        self._known[pair] = True
        trail.append(pair)
        keys = {key for node in (left, right) for key in node.raw if is_told(key)}
        is_same = all(self._members(key, left, right, trail) for key in sorted(keys))
        if not is_same and len(trail) < _MOST_PAIRS:
            self._known[pair] = False
        return is_same

    def _members(self, key: str, left: Node, right: Node, trail: list[tuple[int, int]]) -> bool:
        one, other = left.get(key), right.get(key)
        if one is None or other is None:
            return False
        if key in NAMED and isinstance(one.raw, dict) and isinstance(other.raw, dict):
            if one.raw.keys() != other.raw.keys():
                return False
            pairs = [(member, other.get(name)) for name, member in one.members()]
            return all(match is not None and self._schemas(member, match, trail) for member, match in pairs)
        if isinstance(one.raw, list) and isinstance(other.raw, list):
            return self._lists(key, list(one.items()), list(other.items()), trail)
        return self._schemas(one, other, trail)

    def _lists(self, key: str, left: list[Node], right: list[Node], trail: list[tuple[int, int]]) -> bool:
        if len(left) != len(right):
            return False
        if key not in UNORDERED:
            return all(self._schemas(*pair, trail) for pair in zip(left, right, strict=True))
        if not any(isinstance(node.raw, dict | list) for node in (*left, *right)):
            return sorted(map(_key, left)) == sorted(map(_key, right))
        taken: dict[int, int] = {}
        others = self._by_sketch(right)
        places = [list(islice(others.get(self._sketches[0].of(node), ()), _MOST_TRIED)) for node in left]
        return all(self._is_paired(number, (left, right), places, taken, set(), trail) for number in range(len(left)))

    def _is_paired(
        self,
        number: int,
        lists: tuple[list[Node], list[Node]],
        places: list[list[int]],
        taken: dict[int, int],
        tried: set[int],
        trail: list[tuple[int, int]],
    ) -> bool:
        """Pair a member of a list with one of the other, and what had that one before with another if need be.

        `taken` are the pairs so far. A pair may be assumed that does not hold: the first that fits may be another's.
        """
        for place in sorted(places[number], key=taken.__contains__):
            if place in tried or not self._alone(lists[0][number], lists[1][place], trail):
                continue
            tried.add(place)
            if place not in taken or self._is_paired(taken[place], lists, places, taken, tried, trail):
                taken[place] = number
                return True
        return False

    def _alone(self, node: Node, other: Node, trail: list[tuple[int, int]]) -> bool:
        """Try a pair; what was assumed for it is forgotten if it does not hold."""
        begin = len(trail)
        if self._schemas(node, other, trail):
            return True
        self._forget(trail[begin:])
        return False


def left_over(older: Sequence[T], newer: Sequence[T], twins: Mapping[int, int]) -> tuple[list[T], list[T]]:
    """Return what of two lists is in no pair; pairs are given by the numbers in both lists."""
    taken = set(twins.values())
    return (
        [each for number, each in enumerate(older) if number not in twins],
        [each for number, each in enumerate(newer) if number not in taken],
    )


def _beside(node: Node) -> set[str]:
    """Return the keywords that stand beside a reference, empty where there is none."""
    raw = node.mapping
    return {key for key in raw if is_told(key)} - {"$ref"} if isinstance(raw.get("$ref"), str) else set()


def _key(node: Node) -> tuple[str, str]:
    return type(node.raw).__name__, repr(node.raw)


def _equal(one: Any, other: Any) -> bool:
    return type(one) is type(other) and bool(one == other)
