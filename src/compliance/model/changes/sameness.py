"""Whether two schemas say the same, whatever the order, the references and the words for people."""

from collections.abc import Sequence
from typing import Any, Final

from compliance.model.openapi.files import DocumentFiles
from compliance.model.openapi.node import Node

_FOR_PEOPLE: Final = frozenset(
    {"title", "description", "example", "examples", "default", "deprecated", "externalDocs", "xml", "$comment"}
)
_UNORDERED: Final = frozenset({"required", "enum", "type", "allOf", "anyOf", "oneOf"})
_NAMED: Final = frozenset({"properties", "patternProperties", "dependentSchemas", "$defs", "definitions"})
_MOST_PAIRS: Final = 10_000


class Sameness:
    """Compares schemas of two documents; what refers back to itself is the same if nothing else tells it apart."""

    def __init__(self, older: DocumentFiles, newer: DocumentFiles) -> None:
        self.older = older
        self.newer = newer
        self._known: dict[tuple[int, int], bool] = {}

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
        rest = [node for name, node in newer if name == keyword]
        left = []
        for node in (node for name, node in older if name == keyword):
            twin = next((other for other in rest if self.holds(node, other)), None)
            if twin is None:
                left.append(node)
            else:
                rest.remove(twin)
        return left, rest

    def _forget(self, trail: list[tuple[int, int]]) -> None:
        """Forget what was assumed on a way that led nowhere; what was found to differ differs whatever was assumed."""
        for pair in trail:
            if self._known.get(pair):
                del self._known[pair]

    def _schemas(self, older: Node, newer: Node, trail: list[tuple[int, int]]) -> bool:
        beside = [{key for key in node.mapping if _is_told(key)} - {"$ref"} for node in (older, newer)]
        if self.older.uses_json_schema and "$ref" in older.mapping and beside[0]:
            is_alike = beside[0] == beside[1] and all(self._members(key, older, newer, trail) for key in beside[0])
            if not is_alike or "$ref" not in newer.mapping:
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
        keys = {key for node in (left, right) for key in node.raw if _is_told(key)}
        is_same = all(self._members(key, left, right, trail) for key in sorted(keys))
        if not is_same and len(trail) < _MOST_PAIRS:
            self._known[pair] = False
        return is_same

    def _members(self, key: str, left: Node, right: Node, trail: list[tuple[int, int]]) -> bool:
        one, other = left.get(key), right.get(key)
        if one is None or other is None:
            return False
        if key in _NAMED and isinstance(one.raw, dict) and isinstance(other.raw, dict):
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
        if key not in _UNORDERED:
            return all(self._schemas(*pair, trail) for pair in zip(left, right, strict=True))
        if not any(isinstance(node.raw, dict | list) for node in (*left, *right)):
            return sorted(map(_key, left)) == sorted(map(_key, right))
        taken: dict[int, int] = {}
        return all(self._is_paired(number, left, right, taken, set(), trail) for number in range(len(left)))

    def _is_paired(
        self,
        number: int,
        left: list[Node],
        right: list[Node],
        taken: dict[int, int],
        tried: set[int],
        trail: list[tuple[int, int]],
    ) -> bool:
        """Pair a member of a list with one of the other, and what had that one before with another if need be.

        `taken` are the pairs so far. A pair may be assumed that does not hold: the first that fits may be another's.
        """
        for place in sorted(range(len(right)), key=taken.__contains__):
            if place in tried or not self._alone(left[number], right[place], trail):
                continue
            tried.add(place)
            if place not in taken or self._is_paired(taken[place], left, right, taken, tried, trail):
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


def _is_told(key: Any) -> bool:
    return isinstance(key, str) and key not in _FOR_PEOPLE and not key.startswith("x-")


def _key(node: Node) -> tuple[str, str]:
    return type(node.raw).__name__, repr(node.raw)


def _equal(one: Any, other: Any) -> bool:
    return type(one) is type(other) and bool(one == other)
