"""Faults of form, and how the way to them is kept while a document is walked through."""

from collections.abc import Iterator
from typing import Any

from compliance.model.dataclass import dataclass
from compliance.model.openapi.node import Node
from compliance.model.text import Message

Trace = tuple[Any, str | int]
"""The trace of the parent, or for a root its node, and the step from there."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One way in which a value is not what the specification says: where, and what is wrong."""

    trace: Trace
    message: Message

    @property
    def node(self) -> Node:
        """The value at fault."""
        return node_at(self.trace)


def node_at(trace: Trace) -> Node:
    """Return the node at the end of a trace."""
    steps: list[str | int] = []
    here: Any = trace
    while not isinstance(here, Node):
        here, step = here
        steps.append(step)
    for step in reversed(steps[:-1]):
        here = (here.item(step) if isinstance(step, int) else here.get(step)) or Node(here.uri, None, here, step)
    return here  # type: ignore[no-any-return]  # a trace begins with a node


def faults_of(faults: list[Fault]) -> Iterator[tuple[Node, Message]]:
    """Yield each fault once: an object may be reached in two ways."""
    seen: set[tuple[Any, Message]] = set()
    for fault in faults:
        node = fault.node
        if (key := (node.at, fault.message)) not in seen:
            seen.add(key)
            yield node, fault.message
