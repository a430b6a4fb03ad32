"""Schemas that speak of one value together, with the alternatives that were chosen among them."""

from typing import TypeAlias

from compliance.model.dataclass import dataclass
from compliance.model.openapi.node import Node

Chosen: TypeAlias = tuple[int, str]
"""The schema that offers alternatives, by the identity of its tree, and the keyword under which it does."""


@dataclass(frozen=True, slots=True)
class Group:
    """The alternatives that one schema offers under one keyword; a value fits one of them."""

    at: Chosen
    branches: tuple[Node, ...]

    @property
    def words(self) -> tuple[str, ...]:
        """The words that groups share which offer the same alternatives, as a schema that `allOf` has twice."""
        return (self.at[1], *(f"{branch.uri} {branch.raw!r}" for branch in self.branches))


@dataclass(frozen=True, slots=True)
class Term:
    """Some schemas, and which of the alternatives in them are meant; of the others all are."""

    nodes: tuple[Node, ...]
    chosen: tuple[tuple[Chosen, int], ...] = ()
    branch: Node | None = None

    @property
    def key(self) -> tuple[object, ...]:
        return (tuple(id(node.raw) for node in self.nodes), self.chosen)

    @property
    def reference(self) -> str:
        """The last name of the reference that it is, empty if it is none."""
        node = self.branch or (self.nodes[0] if len(self.nodes) == 1 else None)
        return ((node.text("$ref") if node is not None else None) or "").rpartition("/")[2]

    def choosing(self, group: Group) -> "list[Term]":
        """Return a term for each alternative of a group."""
        return [
            Term(self.nodes, (*self.chosen, (group.at, index)), branch) for index, branch in enumerate(group.branches)
        ]
