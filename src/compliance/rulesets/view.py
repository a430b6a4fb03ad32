"""A document as rulesets see it: as it is written, or with its references followed, each place still known."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeVar

from compliance.model.dataclass import dataclass
from compliance.model.lazy import lazy_property
from compliance.model.location import Place
from compliance.model.openapi.document import Document
from compliance.model.openapi.node import Node

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a path leads: the last node that is there, and the steps beyond it, empty if all are there."""

    node: Node
    missing: tuple[Any, ...] = ()

    @property
    def place(self) -> Place:
        return self.node.at


class View:
    """One document for all rules of a ruleset."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self._files = document.files
        self.dangling: list[Place] = []
        self._remembered: dict[str, Any] = {}

    def remember(self, name: str, make: Callable[[], T]) -> T:
        """Return what was made under a name, making it the first time."""
        if name not in self._remembered:
            self._remembered[name] = make()
        made: T = self._remembered[name]
        return made

    @property
    def written(self) -> Any:
        """The tree as it stands in the file."""
        return self._files.root.raw

    @lazy_property
    def resolved(self) -> Any:
        """The tree with what references mean in their place.

        One that leads nowhere is left, and noted in `dangling`; so is one that leads to what holds it, or the tree
        would have no end.
        """
        tree, self.dangling = _Following(self).tree(self._files.root)
        return tree

    def tree(self, *, is_resolved: bool) -> Any:
        """Return one of the two trees."""
        return self.resolved if is_resolved else self.written

    def target(self, node: Node) -> Node | None:
        """Return what a node means: itself, or the end of its references; None if they lead nowhere."""
        return self._files.meant(node)

    def spot(self, steps: Sequence[Any], *, is_resolved: bool) -> Spot:
        """Return where the steps through one of the two trees lead in the text."""
        here, value = self._files.root, self.tree(is_resolved=is_resolved)
        for index, step in enumerate(steps):
            inner = _child(here, step)
            if inner is None:
                return Spot(here, tuple(steps[index:]))
            value = value[inner.key]
            here = self._followed(inner, value) if is_resolved else inner
        return Spot(here)

    def _followed(self, node: Node, value: Any) -> Node:
        """Return where a value of the resolved tree stands: in the target, unless the reference was left as it is."""
        return node if value is node.raw else self.target(node) or node

    def references(self) -> Iterator[tuple[Node, str]]:
        """Yield every reference in the files of the document, with the node it stands in."""
        for uri, tree in self._files.trees.items():
            waiting = [Node(uri, tree)]
            while waiting:
                node = waiting.pop()
                reference = node.text("$ref")
                if reference is not None:
                    yield node, reference
                inner = (*(child for _, child in node.members()), *node.items())
                waiting.extend(child for child in inner if isinstance(child.raw, dict | list))


def _child(node: Node, step: Any) -> Node | None:
    return node.item(step) if isinstance(node.raw, list) and isinstance(step, int) else node.get(step)


class _Following:
    """Copies a tree, container by container without recursion, putting the targets of references in their place.

    What several references lead to is copied once, so that the copy is no larger than the files.
    """

    def __init__(self, view: View) -> None:
        self._view = view
        self._open: set[int] = set()
        self._done: dict[int, Any] = {}
        self._dangling: list[Place] = []

    def tree(self, root: Node) -> tuple[Any, list[Place]]:
        if not isinstance(root.raw, dict | list):
            return root.raw, []
        stack = [self._opened(root)]
        while stack:
            node, copy, rest = stack[-1]
            inner = next(rest, None)
            if inner is None:
                stack.pop()
                self._open.discard(id(node.raw))
            elif (further := self._put(copy, inner)) is not None:
                stack.append(further)
        return self._done[id(root.raw)], self._dangling

    def _opened(self, node: Node) -> tuple[Node, Any, Iterator[Node]]:
        copy = dict(node.raw) if isinstance(node.raw, dict) else list(node.raw)
        self._open.add(id(node.raw))
        self._done[id(node.raw)] = copy
        inner = (*(child for _, child in node.members()), *node.items())
        return node, copy, iter([child for child in inner if isinstance(child.raw, dict | list)])

    def _put(self, copy: Any, inner: Node) -> tuple[Node, Any, Iterator[Node]] | None:
        """Put what a member means into the copy; returns it to be gone through if it was not met before."""
        target = self._view.target(inner)
        if target is None:
            self._dangling.append(inner.at)
            return None
        if target is not inner and id(target.raw) in self._open:
            return None
        further = None
        if isinstance(target.raw, dict | list) and id(target.raw) not in self._done:
            further = self._opened(target)
        copy[inner.key] = self._done.get(id(target.raw), target.raw)
        return further
