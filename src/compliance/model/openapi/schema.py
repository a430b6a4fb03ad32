"""Schemas, and their named members."""

from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Final

from compliance.model.openapi.example import Example, examples_in
from compliance.model.openapi.files import DocumentFiles
from compliance.model.openapi.hole import Hole
from compliance.model.openapi.node import Node
from compliance.model.openapi.view import View
from compliance.model.text import Message

_MOST_PARTS: Final = 100
_JOINED_BY: Final = frozenset({"$ref", "$dynamicRef", "allOf"})
_PARTS_BY: Final = _JOINED_BY | {"anyOf", "oneOf", "items"}
_TOO_MANY: Final = Message.of(
    "the schema is made of more than {limit} parts; the rest was not looked at", limit=_MOST_PARTS
)


class Schema(View):
    """A schema, at the place where it is written; the target of a reference is a schema of its own."""

    __slots__ = ()

    def types(self) -> frozenset[str]:
        """Return the types a value may have, stated here, behind a reference, in parts, or for the items of a list."""
        target = self.files.follow(self.node) if self.node.text("$ref") is not None else None
        if target is None:
            return self._types(self.node)
        behind = self.files.remember(("types", id(target.raw)), lambda: self._types(target))
        return behind | self._types(self.node) if self.files.written(self.node) else behind

    def _types(self, node: Node) -> frozenset[str]:
        if isinstance(node.raw, dict) and _PARTS_BY.isdisjoint(node.raw):
            return frozenset(self._types_of(node))
        return frozenset(name for part in self._reached(node, self._parts) for name in self._types_of(part))

    @property
    def is_exemplified(self) -> bool:
        """Whether an example or a default of it is given, by itself or by what uses it."""
        return id(self.node.raw) in self.files.exemplified and next(self.examples(), None) is not None

    def examples(self) -> Iterator[Example]:
        """Yield its own examples and its default, and the examples of media types, parameters and headers with it."""
        _, holders = self.files.exemplified.get(id(self.node.raw), (self.node, ()))
        for holder in holders:
            yield from examples_in(holder, self.node, self.files)

    def members(self) -> Mapping[str, "Schema"]:
        """Return the named members that an object has in any case, also behind a reference and in all parts."""
        # remembered with the node, because what nobody keeps leaves its identity to another one
        _, found = self.files.remember(("members", id(self.node.raw)), lambda: (self.node, self._members()))
        return found

    def _members(self) -> dict[str, "Schema"]:
        found: dict[str, Schema] = {}
        for node in self._together():
            listed = node.get("properties")
            for name, member in listed.members() if listed else ():
                found.setdefault(name, Schema(self.files, member))
        return found

    def required(self) -> frozenset[str]:
        """Return the names of the members that an object must have."""
        return frozenset(name for node in self._together() for name in node.strings("required"))

    @property
    def items(self) -> "Schema | None":
        """The schema of the items of a list, None if it is no list."""
        found = (node.get("items") for node in self._together())
        return next((Schema(self.files, items) for items in found if items is not None), None)

    def keyword(self, name: str) -> Any:
        """Return what stands behind a keyword, here, behind a reference or in a part; None if nothing does."""
        return next((node.mapping[name] for node in self._together() if node.has(name)), None)

    def stated(self, name: str) -> Iterator[Any]:
        """Yield what stands behind a keyword, wherever it holds: here, behind a reference and in every part."""
        return (node.mapping[name] for node in self._together() if node.has(name))

    def choices(self) -> Iterator[Sequence["Schema"]]:
        """Yield the schemas of each `anyOf` and `oneOf` that holds; a value fits one of each."""
        for node in self._together():
            for key in ("anyOf", "oneOf"):
                listed = node.get(key)
                if listed is not None:
                    yield [Schema(self.files, item) for item in listed.items()]

    def _together(self) -> Iterator[Node]:
        """Yield the nodes that hold all at once: this one, the target of its reference, the parts in `allOf`."""
        if isinstance(self.node.raw, dict) and _JOINED_BY.isdisjoint(self.node.raw):
            return iter((self.node,))
        return filter(self.files.written, self._reached(self.node, self._joint))

    def _joint(self, node: Node) -> Iterator[Node]:
        yield from self._meant(node)
        listed = node.get("allOf") if self.files.written(node) else None
        yield from listed.items() if listed is not None else ()

    def _types_of(self, node: Node) -> Sequence[str]:
        """Return the types that a node states itself; a list of them is known from version 3.1 on."""
        stated = node.text("type") if self.files.written(node) else None
        return [stated] if stated else node.strings("type") if self.files.uses_json_schema else ()

    def _meant(self, node: Node) -> Iterator[Node]:
        """Yield what a schema refers to; that of `$dynamicRef` as it stands, without what others put in its place."""
        if node.text("$ref") is not None and (target := self.files.follow(node)) is not None:
            yield target
        dynamic = node.text("$dynamicRef") if self.files.uses_json_schema else None
        if dynamic is not None and (target := self.files.resolve(node, dynamic)) is not None:
            yield target

    def _parts(self, node: Node) -> Iterator[Node]:
        yield from self._meant(node)
        if not self.files.written(node):
            return
        for key in ("allOf", "anyOf", "oneOf"):
            listed = node.get(key)
            yield from listed.items() if listed is not None else ()
        if (items := node.get("items")) is not None:
            yield items

    def _reached(self, start: Node, below: Callable[[Node], Iterator[Node]]) -> Iterator[Node]:
        """Yield a node and those below it, each once, no more than are looked at; the rest is told as a hole."""
        waiting: deque[Iterator[Node]] = deque([iter((start,))])
        seen: set[int] = set()
        while waiting:
            node = next(waiting[0], None)
            if node is None:
                waiting.popleft()
            elif id(node.raw) not in seen:
                if len(seen) == _MOST_PARTS:
                    self.files.holes.append(Hole(self.node, reason=_TOO_MANY))
                    return
                seen.add(id(node.raw))
                yield node
                waiting.append(below(node))


class Property(View):
    """A named schema inside an object."""

    __slots__ = ("name", "parent")

    def __init__(self, files: DocumentFiles, node: Node, name: str, parent: Node) -> None:
        self.files = files  # because there are tens of thousands, and the call of the base takes half of the time
        self.node = node
        self.name = name
        self.parent = parent

    @property
    def schema(self) -> Schema:
        return Schema(self.files, self.node)
