"""Which part of a document leads to which: components, and the parts of operations, through all references."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from compliance.model.openapi.document import Document
from compliance.model.openapi.node import Node
from compliance.model.openapi.operation import Operation

Home = tuple[object, ...]
"""A component by its address, or an operation with one of its parts."""

_OF_VERSION_2: Final = frozenset({"definitions", "parameters", "responses"})
_REFERENCES: Final = frozenset({"$ref", "$dynamicRef"})


class Homes:
    """The parts of one document. Every node lies in one of them; a part leads to those that its references name."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._files = document.files
        self._operations = {id(operation.node.raw) for operation in document.nodes.operations}
        self._known: dict[int, Home] = {}

    def of(self, node: Node) -> Home:
        """Return the part in which a node lies."""
        passed: list[Node] = []
        here = node
        while True:
            home = self._known.get(id(here.raw)) or self._own(here)
            if home is not None:
                break
            passed.append(here)
            if here.parent is None:
                home = (here.uri,)
                break
            here = here.parent
        self._known.update((id(each.raw), home) for each in passed if each.parent is not None)
        return home

    def _own(self, node: Node) -> Home | None:
        """Return the part that begins at a node, None if none does."""
        parent = node.parent
        if parent is None:
            return None
        if id(parent.raw) in self._operations:
            return id(parent.raw), node.key
        above = parent.parent
        if above is None:
            return None
        if above.parent is None and parent.key in _OF_VERSION_2:
            return node.uri, parent.key, node.key
        is_component = above.key == "components" and above.parent is not None and above.parent.parent is None
        return (node.uri, parent.key, node.key) if is_component else None

    def users(self) -> Mapping[Home, set[Home]]:
        """Return the parts that name each part by a reference."""
        found: dict[Home, set[Home]] = defaultdict(set)
        for schema in self._document.nodes.schemas:
            if not _REFERENCES.isdisjoint(schema.node.raw):
                for target in self._targets(schema.node):
                    found[self.of(target)].add(self.of(schema.node))
        return found

    def _targets(self, node: Node) -> Iterator[Node]:
        if node.text("$ref") is not None and (target := self._files.follow(node)) is not None:
            yield target
        dynamic = node.text("$dynamicRef")
        if dynamic is not None and (target := self._files.resolve(node, dynamic)) is not None:
            yield target

    def of_operation(self, operation: Operation, parts: Sequence[str]) -> Iterator[Home]:
        """Yield some parts of an operation, and those that they name by a reference of their own."""
        for part in parts:
            node = operation.node.get(part)
            if node is None:
                continue
            yield id(operation.node.raw), part
            for listed in (node, *(each for _, each in node.members()), *node.items()):
                if listed.text("$ref") is not None and (target := self._files.follow(listed)) is not None:
                    yield self.of(target)
