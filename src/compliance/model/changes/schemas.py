"""The changes between the schemas of two documents, walked in step through references, parts and members."""

from collections import deque
from collections.abc import Iterator, Sequence
from typing import Final

from compliance.model.changes.change import Change, Part, Uncompared
from compliance.model.changes.sameness import Sameness, matched
from compliance.model.changes.shape import Shape, is_marked, shape_of
from compliance.model.changes.values import HIDDEN, Pair, Values
from compliance.model.openapi.files import DocumentFiles
from compliance.model.openapi.node import Node
from compliance.model.text import Message

_MOST_PAIRS: Final = 200_000
_TOO_LARGE: Final = Message.of("the documents are too large to be compared whole")
_BRANCHED: Final = frozenset({"anyOf", "oneOf"})
_Key = tuple[Part, tuple[int, ...], tuple[int, ...]]


class SchemaComparison:
    """Compares values in two documents. A pair of schemas that many operations use is compared once for each part."""

    def __init__(self, older: DocumentFiles, newer: DocumentFiles) -> None:
        self._older = older
        self._newer = newer
        self._sameness = Sameness(older, newer)
        self._seen: set[_Key] = set()
        self._meant: set[_Key] = set()

    def compare(self, first: Pair) -> Iterator[Change | Uncompared]:
        """Yield what changed in a value and in all that it holds."""
        waiting = deque([first])
        while waiting:
            pair = waiting.popleft()
            if _is_known(self._seen, pair.part, pair.older, pair.newer):
                continue
            if len(self._seen) > _MOST_PAIRS:
                yield Uncompared(pair.newer[0].at, _TOO_LARGE, pair.part)
                return
            one, other = shape_of(pair.older, self._older), shape_of(pair.newer, self._newer)
            if one.lost or other.lost:
                yield _lost(pair, other)
                continue
            if _is_known(self._meant, pair.part, one.nodes, other.nodes):
                continue
            values = Values(pair, one, other)
            yield from self._one_value(values)
            if not values.are_strangers:
                waiting.extend(self._within(pair, one, other))

    def _one_value(self, values: "Values") -> Iterator[Change | Uncompared]:
        is_open = self._differs(values.older, values.newer)
        if is_open:
            message = Message.of("the alternatives or conditions of the schema changed, so it cannot be compared whole")
            yield Uncompared(values.at(values.newer, values.pair.newer), message, values.pair.part)
        yield from values.types(is_open=is_open)
        if values.are_strangers:
            return
        if values.pair.part is Part.RESPONSE:
            yield from values.answered(is_open=is_open)
        else:
            yield from values.accepted(is_open=is_open)
        yield from values.members(self._older, self._newer)

    def _differs(self, one: Shape, other: Shape) -> bool:
        """Return whether alternatives or conditions differ, apart from references of one name: those are walked."""
        for keyword in {keyword for keyword, _ in (*one.opaque, *other.opaque)}:
            lists = ([node for name, node in shape.opaque if name == keyword] for shape in (one, other))
            left, right = map(_spread, lists)
            names = ({_reference(node) for node in nodes} if keyword in _BRANCHED else set() for nodes in (left, right))
            shared = set.intersection(*names) - {""}
            left, right = ([node for node in nodes if _reference(node) not in shared] for nodes in (left, right))
            if any(matched(self._sameness, left, right)):
                return True
        return False

    def _within(self, pair: Pair, one: Shape, other: Shape) -> Iterator[Pair]:
        hidden = HIDDEN.get(pair.part, "")
        for name, older in one.properties.items():
            newer = other.properties.get(name)
            if newer is not None and not is_marked(hidden, older, self._older):
                yield pair.inner(older, newer, f".{name}" if pair.name else name)
        if one.items and other.items:
            yield pair.inner(one.items, other.items, "[]")
        if (older := _maps(one)) and (newer := _maps(other)):
            yield pair.inner(older, newer, ".*" if pair.name else "*")
        yield from self._branches(pair, one, other)

    def _branches(self, pair: Pair, one: Shape, other: Shape) -> Iterator[Pair]:
        """Yield the alternatives that are references of one name on both sides."""
        named = {
            _reference(node): node for keyword, inner in other.opaque if keyword in _BRANCHED for node in inner.items()
        }
        for keyword, inner in one.opaque:
            for node in inner.items() if keyword in _BRANCHED else ():
                match = named.get(_reference(node)) if _reference(node) else None
                if match is not None:
                    yield pair.inner([node], [match], "")


def _is_known(known: set[_Key], part: Part, older: Sequence[Node], newer: Sequence[Node]) -> bool:
    """Return whether these schemas were compared already; note that they are now."""
    key = (part, tuple(id(node.raw) for node in older), tuple(id(node.raw) for node in newer))
    if key in known:
        return True
    known.add(key)
    return False


def _lost(pair: Pair, other: Shape) -> Uncompared:
    at = (other.lost or pair.newer)[0].at
    message = Message.of("a schema that one of the versions refers to cannot be seen")
    return Uncompared(at, message, pair.part)


def _maps(shape: Shape) -> list[Node]:
    return [node for node in shape.additional if isinstance(node.raw, dict)]


def _spread(nodes: Sequence[Node]) -> list[Node]:
    return [part for node in nodes for part in (node.items() if isinstance(node.raw, list) else (node,))]


def _reference(node: Node) -> str:
    return (node.text("$ref") or "").rpartition("/")[2]
