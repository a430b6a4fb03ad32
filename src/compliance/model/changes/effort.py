"""How much work a comparison takes: no more than what grows with the documents, whatever they share and combine."""

from typing import Final

from compliance.model.changes.change import Part, Uncompared
from compliance.model.changes.shape import Shape
from compliance.model.openapi.document import Document
from compliance.model.openapi.node import Node
from compliance.model.text import Message

_LEAST: Final = 300_000
_EACH: Final = 60
EACH_PAIR: Final = 20
"""What it takes to read a pair of schemas that say nothing, or headers, against one thing that a schema says."""
_MOST_OF_ONE: Final = 300_000
"""Conditions times what they are held against, about half a second."""

MOST_TRIED: Final = 200_000
"""What is said of all values together that are compared to find out whether one alternative covers another."""
TOO_LARGE: Final = Message.of("the documents are too large to be compared whole")
TOO_MANY: Final = Message.of("the schema combines too many alternatives to be compared whole")
TOO_MUCH: Final = Message.of("the schema combines too many conditions to be compared whole")
TOO_MANY_PATTERNS: Final = Message.of("the documents have too many patterns that changed to be compared whole")


class Budget:
    """What may still be looked at, counted in things that schemas say."""

    def __init__(self, amount: int) -> None:
        self._left = amount

    def spend(self, amount: int) -> bool:
        """Take away what is to be looked at next; return whether there was enough."""
        self._left -= amount
        return self._left >= 0


class Effort(Budget):
    """The budget of a comparison: sixty times what both documents hold, and for small ones far more than they need."""

    def __init__(self, *documents: Document) -> None:
        indexes = [document.nodes for document in documents]
        held = ((each.schemas, each.properties, each.parameters, each.operations) for each in indexes)
        super().__init__(_LEAST + _EACH * sum(len(nodes) for kinds in held for nodes in kinds))


def is_too_much(one: Shape, other: Shape) -> bool:
    """Return whether the conditions of a value, each held against all that is listed, are too many to be compared."""
    conditions = len(one.conditions) + len(other.conditions)
    listed = sum(len(shape.values or ()) + len(shape.required) for shape in (one, other))
    return conditions * listed + len(one.contained) * len(other.contained) > _MOST_OF_ONE


def too_large(at: Node, families: frozenset[str], part: Part) -> Uncompared:
    """Return that a place in the newer document was not compared because there is too much of it."""
    return Uncompared(at.at, TOO_LARGE, families, part)
