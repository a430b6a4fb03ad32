"""Whether two documents say the same: order, the addresses of servers and the form of the text aside."""

import json
from collections.abc import Iterator, Sequence
from typing import Any, Final

from compliance.model.dataclass import dataclass
from compliance.model.location import Place
from compliance.model.openapi.document import Document
from compliance.model.openapi.files import DocumentFiles
from compliance.model.openapi.keywords import FOR_PEOPLE
from compliance.model.openapi.node import Node

_ADDRESSES: Final = frozenset({"servers", "host", "basePath", "schemes"})
_SHELVES: Final = frozenset(
    {
        "schemas",
        "responses",
        "parameters",
        "examples",
        "requestBodies",
        "headers",
        "links",
        "callbacks",
        "pathItems",
        "mediaTypes",
        "definitions",
    }
)
_UNORDERED: Final = frozenset({"required", "enum", "type", "tags", "parameters", "security", "allOf", "anyOf", "oneOf"})
_FOR_PEOPLE: Final = FOR_PEOPLE - {"deprecated"} | {
    *("summary", "tags", "contact", "license", "xml", "termsOfService", "operationId", "version")
}
_NAMES: Final = frozenset({"properties", "patternProperties", "schemas", "definitions", "$defs", "paths"})
_VALUES: Final = frozenset({"example", "examples", "default", "value", "const"})

Pair = tuple[Node, Node]


@dataclass(frozen=True, slots=True)
class Difference:
    """Where two documents begin to differ, one place in each.

    `lacking` is a member that only the one has, `surplus` one that only the other has; both are None if another value,
    or a list of another length, stands there.
    """

    one: Place
    other: Place
    lacking: str | None = None
    surplus: str | None = None


def difference(one: Document, other: Document) -> Difference | None:
    """Return where the documents begin to differ and how, None if they say the same."""
    comparison = _Comparison(one.files, other.files)
    found = comparison.run()
    return None if found is None else comparison.told(*found)


def first_difference(one: Document, other: Document) -> Pair | None:
    """Return the first two places at which the documents differ, None if they say the same.

    A document in several files may be served as one: then what references lead to is compared where they stand, and not
    by the name under which one of the two keeps it.
    """
    return _Comparison(one.files, other.files).run()


def first_difference_in_substance(one: Document, other: Document) -> Pair | None:
    """Return the first two places at which the documents differ in more than words for people, None if they do not."""
    return _Comparison(one.files, other.files, _FOR_PEOPLE).run()


class _Comparison:
    def __init__(self, one: DocumentFiles, other: DocumentFiles, ignored: frozenset[str] = frozenset()) -> None:
        self._ignored = ignored
        self._one = one
        self._other = other
        self._are_whole = len(one.trees) == 1 == len(other.trees)

    def run(self) -> Pair | None:
        # because most copies are the same: nothing is followed then, and no node has to be made
        if self._are_whole and _are_same(self._one.root.raw, self._other.root.raw):
            return None
        waiting: list[Pair] = [(self._one.root, self._other.root)]
        seen: set[tuple[int, int]] = set()
        while waiting:
            left, right = self._meant(waiting.pop())
            if isinstance(left.raw, dict | list) and isinstance(right.raw, dict | list):
                if (id(left.raw), id(right.raw)) in seen:
                    continue
                seen.add((id(left.raw), id(right.raw)))
            inner = self._inner(left, right)
            if inner is None:
                return left, right
            waiting.extend(reversed(inner))
        return None

    def told(self, left: Node, right: Node) -> Difference:
        """Return how two nodes differ that cannot be alike."""
        if not (isinstance(left.raw, dict) and isinstance(right.raw, dict)):
            return Difference(left.at, right.at)
        one, other = self._compared_keys(left), self._compared_keys(right)
        if one - other:
            lacking = min(one - other)
            return Difference(left.at.child(lacking), right.at, lacking=lacking)
        surplus = min(other - one)
        return Difference(left.at, right.at.child(surplus), surplus=surplus)

    def _meant(self, pair: Pair) -> Pair:
        """Return what is meant by references, unless both are the same name in one file each."""
        left, right = pair
        if self._are_whole and left.text("$ref") == right.text("$ref"):
            return pair
        return self._one.follow(left) or left, self._other.follow(right) or right

    def _inner(self, left: Node, right: Node) -> list[Pair] | None:
        """Return the pairs that have to be alike so that these two are, None if they cannot be."""
        if isinstance(left.raw, dict) and isinstance(right.raw, dict):
            keys = self._compared_keys(left)
            if keys != self._compared_keys(right):
                return None
            return [pair for key in sorted(keys) for pair in _member(left, right, key)]
        if isinstance(left.raw, list) and isinstance(right.raw, list):
            return None if len(left.raw) != len(right.raw) else list(self._items(left, right))
        is_number = all(isinstance(node.raw, int | float) and not isinstance(node.raw, bool) for node in (left, right))
        is_same = left.raw == right.raw and (is_number or type(left.raw) is type(right.raw))
        return [] if is_same else None

    def _compared_keys(self, node: Node) -> set[str]:
        if node.key in _NAMES:
            return set(node.mapping)
        keys = set(node.mapping) - _ADDRESSES - self._ignored
        is_shelf = node.parent is None or (node.key == "components" and node.parent.parent is None)
        if not self._are_whole and is_shelf:
            keys -= _SHELVES
            components = node.mapping.get("components")
            if isinstance(components, dict) and _SHELVES.issuperset(components):
                keys.remove("components")
        return keys

    def _items(self, left: Node, right: Node) -> Iterator[Pair]:
        is_unordered = left.key in _UNORDERED and left.parent is not None and left.parent.key not in _NAMES | _VALUES
        one, other = list(left.items()), list(right.items())
        if is_unordered:
            one, other = self._sorted(self._one, one), self._sorted(self._other, other)
        return zip(one, other, strict=True)

    def _sorted(self, files: DocumentFiles, nodes: Sequence[Node]) -> list[Node]:
        """Sort by the text, or by what is meant if the two may keep the same thing under different names."""
        if self._are_whole:
            return sorted(nodes, key=lambda node: _written(node.raw))
        return sorted(nodes, key=lambda node: _written(_nameless((files.follow(node) or node).raw)))


def _are_same(one: Any, other: Any) -> bool:
    """Return whether two trees are the same, but for the order of members; parts that they share are looked at once."""
    waiting = [(one, other)]
    seen: set[tuple[int, int]] = set()
    while waiting:
        left, right = waiting.pop()
        if type(left) is not type(right):
            return False
        if not isinstance(left, dict | list):
            if left != right:
                return False
        elif (id(left), id(right)) not in seen:
            seen.add((id(left), id(right)))
            if len(left) != len(right) or (isinstance(left, dict) and left.keys() != right.keys()):
                return False
            waiting += (
                [(left[key], right[key]) for key in left] if isinstance(left, dict) else zip(left, right, strict=True)
            )
    return True


def _written(value: Any) -> str:
    return json.dumps(value, sort_keys=True, default=str)


def _nameless(value: Any) -> Any:
    """Return a value without the targets of references."""
    if isinstance(value, dict):
        return {key: "" if key == "$ref" else _nameless(each) for key, each in value.items()}
    return [_nameless(each) for each in value] if isinstance(value, list) else value


def _member(left: Node, right: Node, key: str) -> Iterator[Pair]:
    one, other = left.get(key), right.get(key)
    if one is not None and other is not None:
        yield one, other
